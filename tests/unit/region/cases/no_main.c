int helper(int n) { return n; }
/* program: yes
   expect: nothing */
