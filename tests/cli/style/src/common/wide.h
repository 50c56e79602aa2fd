/* A line of a hundred and one columns, which is one more than anybody who reads it ought to see here. */
