/* benchlint: ignore-file[BL402] the wall clock is meant */
int x; // benchlint: ignore[BL202]
const char *text = "// benchlint: no comment";
/* something else */
    /*benchlint: disable[BL1]
      over two lines */
