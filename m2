S 51795-84834 ex 0.39 sig 0.025 err 0.018 | srch 1 51795-84834|srch 1 51795-84834|END 1 51795-84834 ex 0.33|MISS at 80728 runs 107
S 31623-51795 ex 0.45 sig 0.037 err 0.026 | srch 1 31623-51795|srch 1 31623-51795|END 1 31623-51795 ex 0.43|S 227585-372759 ex 0.16 sig 0.037 err 0.026 | srch 1 227585-372759|END 1 227585-372759 ex -0.04|S 19307-31623 ex 0.13 sig 0.037 err 0.026 | CONFNO -0.01 after 7|MISS at 49747 runs 136
S 7197-11788 ex 0.45 sig 0.042 err 0.030 | srch 1 7197-11788|srch 1 7197-11788|END 1 7197-11788 ex 0.54|S 2683-4394 ex 0.11 sig 0.042 err 0.030 | CONFNO 0.00 after 3|MISS at 11255 runs 86
S 227585-372759 ex 0.31 sig 0.047 err 0.029 | srch 1 227585-372759|END 1 227585-372759 ex 0.00|S 31623-51795 ex 0.16 sig 0.047 err 0.029 | CONFNO -0.01 after 3|S 610540-1000000 ex 0.15 sig 0.047 err 0.029 | srch 1 610540-1000000|srch 1 610540-1000000|END 1 610540-1000000 ex 0.17|MISS at 3755 runs 249
S 7197-11788 ex 0.36 sig 0.039 err 0.028 | srch 1 7197-11788|srch 1 7197-11788|END 1 7197-11788 ex 0.36|S 610540-1000000 ex 0.11 sig 0.039 err 0.028 | CONFNO -0.04 after 3|MISS at 7593 runs 95
S 372759-610540 ex 0.25 sig 0.066 err 0.041 | CONFNO 0.07 after 9|S 11788-19307 ex 0.24 sig 0.066 err 0.041 | srch 1 11788-19307|END 1 11788-19307 ex 0.03|S 1000-1638 ex 0.20 sig 0.066 err 0.041 | srch 1 1000-1638|srch 1 1000-1638|END 1 1000-1638 ex 0.26|MISS at 2058 runs 247
S 372759-610540 ex 0.49 sig 0.038 err 0.027 | srch 1 588396-588584|srch 1 372759-610540|END 1 372759-610540 ex 0.40|S 2683-4394 ex 0.15 sig 0.038 err 0.027 | CONFNO 0.07 after 9|S 1638-2683 ex 0.13 sig 0.038 err 0.027 | CONFNO 0.04 after 5|MISS at 588542 runs 172
S 138950-227585 ex 0.39 sig 0.023 err 0.014 | srch 1 138950-227585|srch 1 138950-227585|END 1 138950-227585 ex 0.51|S 1638-2683 ex 0.15 sig 0.023 err 0.014 | CONFNO 0.02 after 5|MISS at 185585 runs 112
S 4394-7197 ex 0.22 sig 0.055 err 0.039 | srch 1 4394-7197|srch 1 4394-7197|END 1 4394-7197 ex 0.11|S 1638-2683 ex 0.21 sig 0.055 err 0.039 | CONFNO -0.00 after 5|S 1000-1638 ex 0.19 sig 0.055 err 0.039 | CONFNO 0.00 after 3|MISS at 18578 runs 172
S 11788-19307 ex 0.35 sig 0.019 err 0.013 | srch 1 11788-19307|srch 1 11788-19307|END 1 11788-19307 ex 0.37|S 7197-11788 ex 0.17 sig 0.019 err 0.013 | srch 1 7197-11788|srch 1 7197-11788|END 1 7197-11788 ex 0.19|S 138950-227585 ex 0.16 sig 0.019 err 0.013 | CONFNO 0.06 after 6|MISS at 13861 runs 136
S 19307-31623 ex 0.49 sig 0.038 err 0.027 | srch 1 19307-31623|srch 1 19307-31623|END 1 19307-31623 ex 0.65|S 1638-2683 ex 0.10 sig 0.038 err 0.027 | CONFNO -0.06 after 3|MISS at 30709 runs 99
S 138950-227585 ex 0.21 sig 0.056 err 0.035 | CONFNO -0.13 after 3|MISS at 250193 runs 66
S 4394-7197 ex 0.37 sig 0.025 err 0.018 | srch 1 4394-7197|srch 1 4394-7197|END 1 4394-7197 ex 0.38|MISS at 5611 runs 85
S 138950-227585 ex 0.40 sig 0.025 err 0.018 | srch 1 138950-227585|srch 1 138950-227585|END 1 138950-227585 ex 0.52|S 84834-138950 ex 0.15 sig 0.025 err 0.018 | CONFNO 0.04 after 3|MISS at 184007 runs 99
S 1000-1638 ex 0.58 sig 0.059 err 0.037 | srch 1 1000-1638|srch 1 1000-1638|END 1 1000-1638 ex 0.49|S 19307-31623 ex 0.25 sig 0.059 err 0.037 | CONFNO -0.13 after 3|S 11788-19307 ex 0.18 sig 0.059 err 0.037 | srch 1 11788-19307|srch 1 11788-19307|END 1 11788-19307 ex 0.17|MISS at 1846 runs 203
S 51795-84834 ex 0.37 sig 0.024 err 0.015 | srch 1 51795-84834|srch 1 51795-84834|END 1 51795-84834 ex 0.50|S 138950-227585 ex 0.11 sig 0.024 err 0.015 | CONFNO -0.05 after 3|MISS at 75766 runs 114
S 51795-84834 ex 0.19 sig 0.051 err 0.032 | CONFNO -0.02 after 3|S 11788-19307 ex 0.16 sig 0.051 err 0.032 | CONFNO -0.03 after 3|MISS at 109968 runs 72
S 2683-4394 ex 0.27 sig 0.056 err 0.035 | srch 1 2683-4394|srch 1 2683-4394|END 1 2683-4394 ex 0.11|S 51795-84834 ex 0.26 sig 0.056 err 0.035 | CONFNO 0.08 after 9|S 84834-138950 ex 0.26 sig 0.056 err 0.035 | srch 1 84834-138950|srch 1 84834-138950|END 1 84834-138950 ex 0.13|MISS at 11612 runs 418
S 227585-372759 ex 0.42 sig 0.043 err 0.027 | srch 1 227585-372759|srch 1 227585-372759|END 1 227585-372759 ex 0.41|MISS at 285794 runs 98
S 84834-138950 ex 0.27 sig 0.031 err 0.023 | srch 1 84834-138950|END 1 84834-138950 ex 0.32|MISS at 104783 runs 117
S 372759-610540 ex 0.40 sig 0.030 err 0.019 | srch 1 372759-610540|srch 1 372759-610540|END 1 372759-610540 ex 0.57|MISS at 457257 runs 124
S 1000-1638 ex 0.41 sig 0.037 err 0.027 | srch 1 1000-1638|srch 1 1000-1638|END 1 1000-1638 ex 0.42|S 2683-4394 ex 0.13 sig 0.037 err 0.027 | CONFNO -0.09 after 3|S 4394-7197 ex 0.10 sig 0.037 err 0.027 | CONFNO -0.10 after 3|MISS at 1605 runs 102
S 138950-227585 ex 0.38 sig 0.022 err 0.016 | srch 1 138950-227585|srch 1 138950-227585|END 1 138950-227585 ex 0.41|S 1000-1638 ex 0.17 sig 0.022 err 0.016 | srch 1 1000-1638|END 1 1000-1638 ex 0.04|MISS at 184805 runs 122
S 31623-51795 ex 0.40 sig 0.038 err 0.027 | srch 1 49628-49634|srch 1 31623-51795|END 1 31623-51795 ex 0.43|S 2683-4394 ex 0.22 sig 0.038 err 0.027 | CONFNO 0.04 after 7|S 11788-19307 ex 0.15 sig 0.038 err 0.027 | CONFNO 0.06 after 9|MISS at 49920 runs 153
S 2683-4394 ex 0.23 sig 0.050 err 0.036 | srch 1 2683-4394|srch 1 2683-4394|END 1 2683-4394 ex 0.11|S 4394-7197 ex 0.14 sig 0.050 err 0.036 | CONFNO -0.09 after 3|S 84834-138950 ex 0.13 sig 0.050 err 0.036 | CONFNO 0.09 after 9|MISS at 9043 runs 174
S 1000-1638 ex 0.36 sig 0.063 err 0.039 | srch 1 1000-1638|srch 1 1000-1638|END 1 1000-1638 ex 0.41|S 84834-138950 ex 0.19 sig 0.063 err 0.039 | CONFNO 0.06 after 9|S 19307-31623 ex 0.16 sig 0.063 err 0.039 | srch 1 20522-20771|srch 1 19307-31623|END 1 19307-31623 ex 0.12|MISS at 1659 runs 318
S 31623-51795 ex 0.67 sig 0.050 err 0.036 | srch 1 31623-51795|srch 1 31623-51795|END 1 31623-51795 ex 0.55|MISS at 46360 runs 109
S 372759-610540 ex 0.42 sig 0.017 err 0.012 | srch 1 372759-610540|srch 1 372759-610540|END 1 372759-610540 ex 0.52|MISS at 437637 runs 105
S 31623-51795 ex 0.17 sig 0.059 err 0.030 | srch 1 31623-51795|END 1 31623-51795 ex 0.03|MISS at 242887 runs 183
S 7197-11788 ex 0.33 sig 0.035 err 0.022 | srch 1 7197-11788|END 1 7197-11788 ex 0.50|S 138950-227585 ex 0.11 sig 0.035 err 0.022 | CONFNO -0.02 after 5|MISS at 7869 runs 138
S 372759-610540 ex 0.21 sig 0.056 err 0.041 | CONFNO -0.01 after 3|S 84834-138950 ex 0.15 sig 0.056 err 0.041 | CONFNO -0.07 after 3|S 4394-7197 ex 0.12 sig 0.056 err 0.041 | CONFNO 0.05 after 9|MISS at 907988 runs 75
S 1000-1638 ex 0.29 sig 0.028 err 0.020 | srch 1 1000-1638|END 1 1000-1638 ex 0.59|S 1638-2683 ex 0.16 sig 0.028 err 0.020 | srch 1 1638-2683|srch 1 1638-2683|END 1 1638-2683 ex 0.15|MISS at 1067 runs 161
S 84834-138950 ex 0.23 sig 0.062 err 0.039 | CONFNO 0.09 after 9|S 1000-1638 ex 0.19 sig 0.062 err 0.039 | CONFNO 0.07 after 9|S 372759-610540 ex 0.11 sig 0.062 err 0.039 | CONFNO -0.03 after 5|MISS at 899070 runs 106
S 1000-1638 ex 0.64 sig 0.056 err 0.035 | srch 1 1000-1638|srch 1 1000-1638|END 1 1000-1638 ex 0.63|S 610540-1000000 ex 0.13 sig 0.056 err 0.035 | CONFNO -0.01 after 7|MISS at 1464 runs 107
S 1000-1638 ex 0.15 sig 0.054 err 0.039 | CONFNO -0.05 after 3|S 372759-610540 ex 0.15 sig 0.054 err 0.039 | CONFNO 0.04 after 9|MISS at 845236 runs 69
S 610540-1000000 ex 0.46 sig 0.043 err 0.031 | srch 1 906966-906971|srch 1 610540-1000000|END 1 610540-1000000 ex 0.39|S 1000-1638 ex 0.10 sig 0.043 err 0.031 | CONFNO -0.00 after 7|MISS at 906969 runs 139
S 1000-1638 ex 0.42 sig 0.028 err 0.017 | srch 1 1000-1638|srch 1 1000-1638|END 1 1000-1638 ex 0.48|S 31623-51795 ex 0.17 sig 0.028 err 0.017 | srch 1 31623-51795|END 1 31623-51795 ex 0.06|S 19307-31623 ex 0.15 sig 0.028 err 0.017 | CONFNO 0.04 after 3|MISS at 1344 runs 155
S 372759-610540 ex 0.22 sig 0.052 err 0.037 | CONFNO -0.14 after 3|MISS at 707003 runs 51
S 19307-31623 ex 0.18 sig 0.035 err 0.025 | srch 1 19307-31623|END 1 19307-31623 ex 0.10|S 2683-4394 ex 0.16 sig 0.035 err 0.025 | CONFNO -0.07 after 3|S 1638-2683 ex 0.11 sig 0.035 err 0.025 | CONFNO 0.00 after 3|MISS at 754673 runs 135
S 610540-1000000 ex 0.40 sig 0.028 err 0.020 | END 1 729890-729891 ex 0.62|S 2683-4394 ex 0.19 sig 0.028 err 0.020 | CONFNO 0.04 after 3|MISS at 729892 runs 212
S 1000-1638 ex 0.44 sig 0.038 err 0.027 | srch 1 1000-1638|END 1 1000-1638 ex 0.41|S 138950-227585 ex 0.13 sig 0.038 err 0.027 | CONFNO -0.01 after 3|S 84834-138950 ex 0.11 sig 0.038 err 0.027 | CONFNO -0.01 after 3|MISS at 1466 runs 125
S 1000-1638 ex 0.19 sig 0.035 err 0.022 | srch 1 1000-1638|srch 1 1000-1638|END 1 1000-1638 ex 0.12|S 610540-1000000 ex 0.16 sig 0.035 err 0.022 | CONFNO 0.00 after 3|MISS at 678096 runs 181
S 610540-1000000 ex 0.42 sig 0.033 err 0.021 | srch 1 610540-1000000|srch 1 610540-1000000|END 1 610540-1000000 ex 0.50|MISS at 856287 runs 126
S 610540-1000000 ex 0.38 sig 0.043 err 0.031 | srch 1 610540-1000000|srch 1 610540-1000000|END 1 610540-1000000 ex 0.33|S 138950-227585 ex 0.14 sig 0.043 err 0.031 | CONFNO 0.02 after 3|S 84834-138950 ex 0.12 sig 0.043 err 0.031 | CONFNO -0.10 after 3|MISS at 708625 runs 121
S 227585-372759 ex 0.30 sig 0.061 err 0.038 | srch 1 227585-372759|srch 1 227585-372759|END 1 227585-372759 ex 0.21|S 51795-84834 ex 0.23 sig 0.061 err 0.038 | CONFNO 0.09 after 9|S 1000-1638 ex 0.21 sig 0.061 err 0.038 | CONFNO -0.10 after 3|MISS at 853224 runs 239
S 1000-1638 ex 0.40 sig 0.030 err 0.021 | srch 1 1000-1638|srch 1 1000-1638|END 1 1000-1638 ex 0.43|S 372759-610540 ex 0.12 sig 0.030 err 0.021 | CONFNO 0.00 after 3|MISS at 1344 runs 93
S 610540-1000000 ex 0.56 sig 0.036 err 0.026 | srch 1 610540-1000000|srch 1 610540-1000000|END 1 610540-1000000 ex 0.59|S 2683-4394 ex 0.11 sig 0.036 err 0.026 | CONFNO 0.02 after 5|MISS at 801615 runs 115
S 2683-4394 ex 0.26 sig 0.049 err 0.035 | srch 1 2683-4394|srch 1 2683-4394|END 1 2683-4394 ex 0.14|S 227585-372759 ex 0.24 sig 0.049 err 0.035 | CONFNO 0.01 after 3|S 1000-1638 ex 0.21 sig 0.049 err 0.035 | srch 1 1000-1638|srch 1 1000-1638|END 1 1000-1638 ex 0.25|MISS at 941545 runs 246
S 610540-1000000 ex 0.47 sig 0.028 err 0.020 | srch 1 610540-1000000|srch 1 610540-1000000|END 1 610540-1000000 ex 0.42|S 372759-610540 ex 0.13 sig 0.028 err 0.020 | CONFNO -0.04 after 3|S 11788-19307 ex 0.11 sig 0.028 err 0.020 | CONFNO 0.00 after 3|MISS at 667057 runs 99
S 1000-1638 ex 0.36 sig 0.034 err 0.024 | srch 1 1000-1638|END 1 1442-1443 ex 0.34|S 19307-31623 ex 0.13 sig 0.034 err 0.024 | CONFNO 0.03 after 3|S 7197-11788 ex 0.12 sig 0.034 err 0.024 | CONFNO 0.06 after 9|MISS at 1440 runs 126
S 372759-610540 ex 0.23 sig 0.061 err 0.044 | CONFNO 0.01 after 5|S 4394-7197 ex 0.18 sig 0.061 err 0.044 | CONFNO -0.08 after 5|S 227585-372759 ex 0.16 sig 0.061 err 0.044 | srch 1 227585-372759|srch 1 269268-372759|END 1 269268-372759 ex 0.11|MISS at 835470 runs 270
S 51795-84834 ex 0.19 sig 0.061 err 0.038 | CONFNO 0.03 after 7|S 2683-4394 ex 0.17 sig 0.061 err 0.038 | CONFNO 0.03 after 7|S 19307-31623 ex 0.11 sig 0.061 err 0.038 | CONFNO -0.03 after 3|MISS at 778961 runs 94
S 372759-610540 ex 0.21 sig 0.046 err 0.029 | CONFNO -0.09 after 3|S 1000-1638 ex 0.13 sig 0.046 err 0.029 | srch 1 1000-1638|END 1 1000-1638 ex 0.08|S 7197-11788 ex 0.11 sig 0.046 err 0.029 | CONFNO 0.02 after 5|MISS at 867324 runs 130
S 1000-1638 ex 0.65 sig 0.049 err 0.035 | END 0 1394-1395 ex 0.33|MISS at 1395 runs 138
S 84834-138950 ex 0.19 sig 0.057 err 0.036 | CONFNO 0.02 after 9|S 1000-1638 ex 0.15 sig 0.057 err 0.036 | CONFNO 0.04 after 9|S 372759-610540 ex 0.13 sig 0.057 err 0.036 | srch 1 372759-610540|END 1 372759-610540 ex 0.07|MISS at 707732 runs 186
S 1000-1638 ex 0.74 sig 0.028 err 0.020 | srch 1 1000-1638|END 1 1000-1638 ex 0.85|S 51795-84834 ex 0.13 sig 0.028 err 0.020 | CONFNO 0.01 after 3|MISS at 1411 runs 156
S 610540-1000000 ex 0.40 sig 0.035 err 0.025 | srch 1 610540-1000000|END 1 610540-1000000 ex 0.26|MISS at 735071 runs 102
S 610540-1000000 ex 0.33 sig 0.025 err 0.018 | srch 1 610540-1000000|srch 1 610540-1000000|END 1 610540-1000000 ex 0.34|S 84834-138950 ex 0.17 sig 0.025 err 0.018 | CONFNO 0.03 after 3|S 7197-11788 ex 0.13 sig 0.025 err 0.018 | CONFNO 0.06 after 5|MISS at 684076 runs 96
MISS at 866422 runs 60
S 1638-2683 ex 0.28 sig 0.070 err 0.036 | CONFNO 0.05 after 9|S 1000-1638 ex 0.18 sig 0.070 err 0.036 | CONFNO 0.01 after 7|S 31623-51795 ex 0.14 sig 0.070 err 0.036 | CONFNO 0.07 after 9|MISS at 709337 runs 140
S 19307-31623 ex 0.16 sig 0.087 err 0.045 | srch 1 26957-27141|srch 1 25513-31623|END 1 25513-31623 ex 0.10|S 7197-11788 ex 0.15 sig 0.087 err 0.045 | CONFNO 0.09 after 9|S 1638-2683 ex 0.15 sig 0.087 err 0.045 | srch 1 1926-1966|srch 2 1638-2290|END 2 1638-2290 ex 0.15|MISS at 824569 runs 600
S 610540-1000000 ex 0.18 sig 0.038 err 0.024 | srch 1 610540-1000000|END 1 610540-1000000 ex 0.10|S 1000-1638 ex 0.12 sig 0.038 err 0.024 | CONFNO 0.05 after 7|MISS at 708247 runs 128
S 8-12 ex 0.12 sig 0.050 err 0.025 | srch 1 8-12|END 1 8-9 ex 0.10|MISS at 3 runs 180
S 6-8 ex 0.13 sig 0.054 err 0.034 | END 0 6-7 ex 0.51|MISS at 7 runs 116
S 8-12 ex 0.59 sig 0.030 err 0.022 | END 0 9-10 ex 0.24|MISS at 10 runs 97
S 17-24 ex 0.12 sig 0.034 err 0.024 | CONFNO 0.04 after 3|MISS at 3 runs 39
S 34-48 ex 0.17 sig 0.033 err 0.024 | CONFNO -0.01 after 3|S 24-34 ex 0.12 sig 0.033 err 0.024 | srch 1 24-34|END 1 24-34 ex -0.00|MISS at 3 runs 69
S 6-8 ex 0.23 sig 0.043 err 0.031 | END 0 6-7 ex 0.41|MISS at 7 runs 87
MISS at 3 runs 33
S 24-34 ex 0.22 sig 0.069 err 0.043 | CONFNO 0.06 after 9|S 8-12 ex 0.17 sig 0.069 err 0.043 | CONFNO 0.04 after 9|S 34-48 ex 0.16 sig 0.069 err 0.043 | CONFNO 0.03 after 9|MISS at 3 runs 98
MISS at 3 runs 33
S 4-6 ex 0.11 sig 0.051 err 0.032 | CONFNO -0.09 after 3|MISS at 3 runs 50
S 34-48 ex 0.13 sig 0.016 err 0.010 | CONFNO -0.08 after 3|MISS at 3 runs 50
MISS at 3 runs 33
S 8-12 ex 0.18 sig 0.069 err 0.043 | CONFNO -0.09 after 3|MISS at 3 runs 50
MISS at 3 runs 66
MISS at 3 runs 44
MISS at 3 runs 33
S 3-4 ex 0.29 sig 0.070 err 0.044 | END 1 3-4 ex 0.25|S 8-12 ex 0.17 sig 0.070 err 0.044 | srch 1 8-12|END 1 8-12 ex 0.08|MISS at 3 runs 177
MISS at 3 runs 33
S 4-6 ex 0.12 sig 0.035 err 0.025 | CONFNO 0.04 after 5|MISS at 3 runs 43
S 4-6 ex 0.59 sig 0.040 err 0.029 | END 0 5-6 ex 0.37|MISS at 6 runs 72
S 8-12 ex 0.19 sig 0.060 err 0.043 | END 1 10-11 ex 0.11|S 24-34 ex 0.15 sig 0.060 err 0.043 | CONFNO 0.04 after 9|MISS at 3 runs 177
S 4-6 ex 0.51 sig 0.069 err 0.035 | END 0 5-6 ex 0.46|MISS at 6 runs 120
MISS at 8 runs 66
MISS at 3 runs 44
S 8-12 ex 0.38 sig 0.031 err 0.023 | END 0 8-9 ex 0.32|MISS at 9 runs 81
S 24-34 ex 0.17 sig 0.086 err 0.044 | CONFNO 0.09 after 9|S 4-6 ex 0.14 sig 0.086 err 0.044 | CONFNO -0.11 after 3|MISS at 3 runs 90
S 4-6 ex 0.50 sig 0.048 err 0.035 | END 0 5-6 ex 0.41|MISS at 6 runs 76
S 4-6 ex 0.43 sig 0.033 err 0.021 | END 0 4-5 ex 0.36|S 6-8 ex 0.43 sig 0.033 err 0.021 | END 1 6-7 ex 0.35|MISS at 5 runs 159
MISS at 3 runs 33
S 4-6 ex 0.16 sig 0.064 err 0.040 | CONFNO 0.05 after 9|MISS at 3 runs 62
S 6-8 ex 0.21 sig 0.059 err 0.043 | END 1 6-7 ex 0.18|S 4-6 ex 0.20 sig 0.059 err 0.043 | CONFNO -0.02 after 3|MISS at 4 runs 156
S 17-24 ex 0.12 sig 0.051 err 0.037 | CONFNO -0.03 after 3|S 12-17 ex 0.12 sig 0.051 err 0.037 | CONFNO -0.17 after 3|MISS at 3 runs 45
S 3-4 ex 0.25 sig 0.062 err 0.032 | END 1 3-4 ex -0.04|S 4-6 ex 0.13 sig 0.062 err 0.032 | CONFNO -0.03 after 5|S 6-8 ex 0.13 sig 0.062 err 0.032 | CONFNO 0.09 after 9|MISS at 3 runs 140
S 6-8 ex 0.27 sig 0.067 err 0.034 | END 0 7-8 ex 0.40|MISS at 8 runs 136
MISS at 3 runs 33
S 24-34 ex 0.15 sig 0.026 err 0.016 | CONFNO -0.00 after 3|S 17-24 ex 0.14 sig 0.026 err 0.016 | srch 1 17-24|END 1 17-24 ex -0.02|MISS at 3 runs 77
S 4-6 ex 0.12 sig 0.030 err 0.022 | END 1 4-6 ex -0.09|MISS at 3 runs 75
S 8-12 ex 0.52 sig 0.033 err 0.024 | END 0 11-12 ex 0.37|MISS at 12 runs 85
S 12-17 ex 0.19 sig 0.035 err 0.025 | CONFNO 0.05 after 7|S 34-48 ex 0.19 sig 0.035 err 0.025 | CONFNO -0.05 after 3|S 24-34 ex 0.14 sig 0.035 err 0.025 | CONFNO 0.02 after 7|MISS at 3 runs 67
S 17-24 ex 0.19 sig 0.029 err 0.021 | CONFNO 0.03 after 7|MISS at 3 runs 47
S 24-34 ex 0.21 sig 0.033 err 0.024 | CONFNO 0.09 after 9|MISS at 3 runs 51
S 24-34 ex 0.24 sig 0.060 err 0.038 | CONFNO -0.02 after 3|S 4-6 ex 0.11 sig 0.060 err 0.038 | CONFNO 0.04 after 9|MISS at 3 runs 68
S 8-12 ex 0.19 sig 0.058 err 0.030 | END 1 9-10 ex 0.13|MISS at 3 runs 263
S 3-4 ex 0.25 sig 0.034 err 0.024 | END 1 3-4 ex 0.46|S 8-12 ex 0.14 sig 0.034 err 0.024 | srch 1 8-12|srch 1 8-12|END 1 8-12 ex 0.11|S 12-17 ex 0.11 sig 0.034 err 0.024 | CONFNO 0.01 after 3|MISS at 4 runs 171
S 4-6 ex 0.11 sig 0.016 err 0.011 | CONFNO 0.02 after 3|S 24-34 ex 0.10 sig 0.016 err 0.011 | CONFNO 0.02 after 3|MISS at 3 runs 45
MISS at 3 runs 44
MISS at 3 runs 66
S 3-4 ex 0.28 sig 0.047 err 0.029 | END 0 3-4 ex 0.26|MISS at 4 runs 96
S 4-6 ex 0.15 sig 0.047 err 0.034 | CONFNO 0.04 after 7|MISS at 7 runs 47
S 3-4 ex 0.35 sig 0.049 err 0.030 | END 1 3-4 ex 0.41|MISS at 3 runs 116
S 12-17 ex 0.13 sig 0.080 err 0.041 | CONFNO 0.00 after 7|MISS at 3 runs 80
MISS at 3 runs 88
S 24-34 ex 0.11 sig 0.051 err 0.032 | CONFNO 0.07 after 9|MISS at 3 runs 62
S 8-12 ex 0.11 sig 0.065 err 0.036 | srch 1 9-11|END 1 8-12 ex 0.08|MISS at 3 runs 187
S 4-6 ex 0.16 sig 0.085 err 0.044 | CONFNO -0.03 after 5|MISS at 7 runs 76
S 3-4 ex 0.30 sig 0.067 err 0.034 | END 1 3-4 ex 0.20|S 4-6 ex 0.15 sig 0.067 err 0.034 | CONFNO -0.05 after 3|MISS at 3 runs 158
S 6-8 ex 0.14 sig 0.053 err 0.027 | CONFNO 0.08 after 9|S 3-4 ex 0.12 sig 0.053 err 0.027 | CONFNO 0.09 after 9|MISS at 3 runs 102
S 6-8 ex 0.16 sig 0.051 err 0.026 | CONFNO 0.01 after 5|S 8-12 ex 0.15 sig 0.051 err 0.026 | CONFNO 0.01 after 5|S 17-24 ex 0.10 sig 0.051 err 0.026 | CONFNO 0.04 after 9|MISS at 3 runs 104
S 8-12 ex 0.20 sig 0.024 err 0.018 | CONFNO 0.01 after 2|MISS at 3 runs 37
S 8-12 ex 0.26 sig 0.074 err 0.038 | srch 1 9-11|srch 1 8-12|END 1 8-12 ex 0.22|MISS at 3 runs 208
S 3-4 ex 0.14 sig 0.047 err 0.034 | END 1 3-4 ex 0.13|S 24-34 ex 0.12 sig 0.047 err 0.034 | CONFNO 0.04 after 9|S 4-6 ex 0.12 sig 0.047 err 0.034 | CONFNO 0.01 after 5|MISS at 3 runs 181
S 8-12 ex 0.16 sig 0.060 err 0.044 | END 1 11-12 ex 0.13|MISS at 3 runs 186
S 12-17 ex 0.15 sig 0.085 err 0.043 | CONFNO 0.02 after 9|S 8-12 ex 0.14 sig 0.085 err 0.043 | CONFNO 0.01 after 9|MISS at 3 runs 102
MISS at 3 runs 44
S 4-6 ex 0.15 sig 0.052 err 0.033 | CONFNO 0.02 after 5|MISS at 3 runs 54
S 3-4 ex 0.37 sig 0.043 err 0.031 | END 1 3-4 ex 0.26|MISS at 3 runs 107
S 8-12 ex 0.14 sig 0.029 err 0.018 | CONFNO -0.03 after 3|S 12-17 ex 0.13 sig 0.029 err 0.018 | CONFNO -0.01 after 3|MISS at 3 runs 56
S 4-6 ex 0.15 sig 0.060 err 0.037 | CONFNO 0.03 after 9|S 24-34 ex 0.13 sig 0.060 err 0.037 | CONFNO 0.08 after 9|MISS at 3 runs 80
MISS at 3 runs 66
MISS at 3 runs 66
S 8-12 ex 0.55 sig 0.041 err 0.026 | END 0 8-9 ex 0.36|MISS at 9 runs 101
MISS at 3 runs 33
MISS at 3 runs 88
MISS at 4 runs 44
MISS at 3 runs 33
S 24-34 ex 0.21 sig 0.057 err 0.035 | CONFNO 0.06 after 9|S 4-6 ex 0.11 sig 0.057 err 0.035 | CONFNO 0.05 after 9|MISS at 3 runs 80
S 4-6 ex 0.20 sig 0.064 err 0.040 | CONFNO -0.05 after 3|MISS at 7 runs 50
S 8-12 ex 0.46 sig 0.053 err 0.039 | END 0 11-12 ex 0.39|MISS at 12 runs 98
S 24-34 ex 0.15 sig 0.045 err 0.028 | CONFNO 0.01 after 3|S 8-12 ex 0.14 sig 0.045 err 0.028 | CONFNO 0.03 after 5|S 4-6 ex 0.13 sig 0.045 err 0.028 | CONFNO 0.09 after 9|MISS at 3 runs 78
S 8-12 ex 0.15 sig 0.038 err 0.028 | CONFNO 0.03 after 5|S 24-34 ex 0.11 sig 0.038 err 0.028 | CONFNO -0.05 after 3|MISS at 3 runs 49
S 6-8 ex 0.26 sig 0.071 err 0.045 | CONFNO 0.07 after 9|S 8-12 ex 0.14 sig 0.071 err 0.045 | CONFNO 0.00 after 5|MISS at 3 runs 72
MISS at 3 runs 44
S 6-8 ex 0.15 sig 0.080 err 0.035 | CONFNO 0.08 after 9|MISS at 3 runs 106
MISS at 3 runs 44
S 24-34 ex 0.13 sig 0.041 err 0.026 | srch 1 24-34|END 1 24-34 ex -0.01|MISS at 3 runs 92
S 12-17 ex 0.48 sig 0.038 err 0.024 | END 0 16-17 ex 0.28|MISS at 17 runs 113
MISS at 3 runs 66
MISS at 3 runs 44
S 12-17 ex 0.22 sig 0.066 err 0.041 | CONFNO 0.07 after 9|MISS at 3 runs 62
S 3-4 ex 0.29 sig 0.034 err 0.025 | END 0 3-4 ex 0.22|MISS at 4 runs 83
S 8-12 ex 0.15 sig 0.083 err 0.042 | srch 1 9-12|END 1 8-12 ex 0.09|S 17-24 ex 0.12 sig 0.083 err 0.042 | srch 1 17-24|END 1 17-24 ex -0.19|MISS at 3 runs 240
MISS at 3 runs 33
S 3-4 ex 0.27 sig 0.051 err 0.032 | END 1 3-4 ex 0.28|S 8-12 ex 0.23 sig 0.051 err 0.032 | srch 1 8-12|END 1 8-12 ex 0.10|S 34-48 ex 0.17 sig 0.051 err 0.032 | CONFNO 0.03 after 7|MISS at 3 runs 172
MISS at 3 runs 33
MISS at 3 runs 55
S 34-48 ex 0.17 sig 0.064 err 0.040 | CONFNO 0.04 after 9|S 24-34 ex 0.13 sig 0.064 err 0.040 | CONFNO 0.03 after 9|MISS at 3 runs 80
S 8-12 ex 0.10 sig 0.055 err 0.028 | CONFNO 0.04 after 9|MISS at 3 runs 84
S 8-12 ex 0.13 sig 0.069 err 0.043 | CONFNO 0.07 after 9|MISS at 3 runs 62
MISS at 3 runs 33
S 8-12 ex 0.23 sig 0.028 err 0.020 | srch 1 8-12|END 1 8-12 ex 0.17|S 12-17 ex 0.18 sig 0.028 err 0.020 | CONFNO 0.01 after 3|MISS at 3 runs 89
MISS at 3 runs 66
S 12-17 ex 0.15 sig 0.030 err 0.021 | srch 1 12-17|END 1 12-17 ex -0.10|S 17-24 ex 0.12 sig 0.030 err 0.021 | CONFNO -0.04 after 3|MISS at 3 runs 81
S 17-24 ex 0.15 sig 0.057 err 0.036 | CONFNO 0.01 after 7|MISS at 3 runs 58
S 24-34 ex 0.21 sig 0.047 err 0.029 | CONFNO 0.08 after 9|S 3-4 ex 0.14 sig 0.047 err 0.029 | CONFNO 0.10 after 9|S 6-8 ex 0.12 sig 0.047 err 0.029 | CONFNO 0.05 after 9|MISS at 3 runs 98
S 3-4 ex 0.26 sig 0.059 err 0.037 | END 0 3-4 ex 0.25|MISS at 4 runs 146
S 8-12 ex 0.12 sig 0.048 err 0.034 | srch 1 8-12|END 1 8-12 ex 0.10|MISS at 3 runs 75
S 6-8 ex 0.20 sig 0.080 err 0.041 | END 1 6-7 ex 0.11|S 17-24 ex 0.18 sig 0.080 err 0.041 | CONFNO 0.02 after 9|S 3-4 ex 0.12 sig 0.080 err 0.041 | END 1 3-4 ex 0.14|MISS at 3 runs 331
S 34-48 ex 0.21 sig 0.070 err 0.044 | CONFNO 0.09 after 9|S 4-6 ex 0.17 sig 0.070 err 0.044 | END 1 4-6 ex 0.09|MISS at 3 runs 143
S 24-34 ex 0.14 sig 0.052 err 0.038 | srch 1 24-34|END 1 24-34 ex 0.05|MISS at 3 runs 79
MISS at 3 runs 33
S 3-4 ex 0.16 sig 0.025 err 0.016 | CONFNO 0.06 after 7|S 24-34 ex 0.12 sig 0.025 err 0.016 | CONFNO 0.05 after 3|MISS at 3 runs 64
S 24-34 ex 0.12 sig 0.013 err 0.009 | CONFNO 0.01 after 2|MISS at 3 runs 37
S 12-17 ex 0.11 sig 0.071 err 0.036 | CONFNO 0.03 after 9|MISS at 3 runs 84
S 24-34 ex 0.19 sig 0.057 err 0.036 | CONFNO 0.09 after 9|S 17-24 ex 0.18 sig 0.057 err 0.036 | CONFNO 0.00 after 5|S 34-48 ex 0.15 sig 0.057 err 0.036 | CONFNO 0.06 after 9|MISS at 3 runs 90
S 12-17 ex 0.11 sig 0.043 err 0.027 | CONFNO 0.02 after 5|MISS at 3 runs 54
S 12-17 ex 0.13 sig 0.077 err 0.039 | CONFNO 0.02 after 9|MISS at 3 runs 84
S 17-24 ex 0.13 sig 0.035 err 0.022 | CONFNO 0.08 after 9|MISS at 3 runs 62
MISS at 3 runs 33
S 6-8 ex 0.12 sig 0.039 err 0.024 | END 1 6-8 ex 0.06|MISS at 3 runs 83
S 12-17 ex 0.13 sig 0.061 err 0.044 | CONFNO -0.13 after 5|MISS at 3 runs 43
S 34-48 ex 0.10 sig 0.051 err 0.032 | CONFNO -0.01 after 3|MISS at 3 runs 50
S 4-6 ex 0.19 sig 0.048 err 0.030 | CONFNO -0.15 after 3|S 34-48 ex 0.17 sig 0.048 err 0.030 | srch 1 34-48|END 1 34-48 ex 0.09|S 17-24 ex 0.14 sig 0.048 err 0.030 | CONFNO 0.04 after 9|MISS at 7 runs 125
S 8-12 ex 0.22 sig 0.019 err 0.014 | srch 1 8-12|END 1 8-12 ex 0.12|MISS at 3 runs 82
MISS at 3 runs 33
S 8-12 ex 0.54 sig 0.017 err 0.011 | END 0 10-11 ex 0.25|MISS at 11 runs 85
S 3-4 ex 0.18 sig 0.066 err 0.042 | CONFNO -0.02 after 3|MISS at 3 runs 50
S 8-12 ex 0.20 sig 0.079 err 0.044 | srch 1 10-12|END 1 8-12 ex -0.08|MISS at 3 runs 175
S 34-48 ex 0.11 sig 0.031 err 0.023 | srch 1 34-48|END 1 34-48 ex 0.06|MISS at 3 runs 83
S 4-6 ex 0.20 sig 0.068 err 0.043 | srch 1 4-6|END 1 4-5 ex 0.08|MISS at 3 runs 212
MISS at 3 runs 33
S 8-12 ex 0.33 sig 0.060 err 0.038 | srch 1 8-12|END 1 9-10 ex 0.16|MISS at 3 runs 189
S 3-4 ex 0.29 sig 0.065 err 0.041 | END 0 3-4 ex 0.23|MISS at 4 runs 144
MISS at 3 runs 44
MISS at 3 runs 33
MISS at 3 runs 33
S 8-12 ex 0.19 sig 0.053 err 0.033 | CONFNO 0.01 after 7|S 24-34 ex 0.15 sig 0.053 err 0.033 | CONFNO 0.05 after 9|S 12-17 ex 0.11 sig 0.053 err 0.033 | CONFNO 0.03 after 7|MISS at 3 runs 90
S 8-12 ex 0.10 sig 0.028 err 0.020 | srch 1 8-12|END 1 8-12 ex 0.02|MISS at 3 runs 90
MISS at 3 runs 55
S 3-4 ex 0.35 sig 0.034 err 0.025 | END 1 3-4 ex 0.32|MISS at 3 runs 105
S 6-8 ex 0.18 sig 0.051 err 0.032 | END 0 6-7 ex 0.35|MISS at 7 runs 98
MISS at 3 runs 88
S 12-17 ex 0.10 sig 0.022 err 0.016 | CONFNO -0.01 after 3|MISS at 3 runs 39
S 4-6 ex 0.49 sig 0.032 err 0.023 | END 0 4-5 ex 0.22|MISS at 5 runs 76
S 3-4 ex 0.27 sig 0.079 err 0.044 | END 1 3-4 ex 0.25|S 8-12 ex 0.14 sig 0.079 err 0.044 | srch 1 8-11|END 1 8-12 ex 0.08|MISS at 3 runs 277
S 17-24 ex 0.14 sig 0.022 err 0.016 | CONFNO 0.07 after 5|MISS at 3 runs 43
S 4-6 ex 0.21 sig 0.064 err 0.040 | END 1 4-6 ex -0.02|S 3-4 ex 0.20 sig 0.064 err 0.040 | END 1 3-4 ex 0.17|S 6-8 ex 0.12 sig 0.064 err 0.040 | CONFNO 0.01 after 5|MISS at 3 runs 178
S 17-24 ex 0.12 sig 0.046 err 0.024 | CONFNO -0.03 after 9|MISS at 3 runs 84
S 12-17 ex 0.15 sig 0.025 err 0.018 | CONFNO 0.04 after 3|MISS at 3 runs 39
S 3-4 ex 0.22 sig 0.059 err 0.037 | END 1 3-4 ex 0.18|S 6-8 ex 0.20 sig 0.059 err 0.037 | END 1 6-8 ex 0.04|S 4-6 ex 0.12 sig 0.059 err 0.037 | CONFNO 0.04 after 9|MISS at 3 runs 207
S 12-17 ex 0.23 sig 0.046 err 0.029 | CONFNO 0.09 after 9|S 24-34 ex 0.14 sig 0.046 err 0.029 | CONFNO 0.07 after 9|MISS at 3 runs 80
MISS at 3 runs 33
S 6-8 ex 0.17 sig 0.057 err 0.041 | CONFNO 0.03 after 9|S 3-4 ex 0.16 sig 0.057 err 0.041 | END 1 3-4 ex 0.23|S 34-48 ex 0.14 sig 0.057 err 0.041 | CONFNO 0.04 after 9|MISS at 3 runs 163
S 17-24 ex 0.11 sig 0.067 err 0.034 | CONFNO 0.01 after 9|S 4-6 ex 0.11 sig 0.067 err 0.034 | CONFNO 0.09 after 9|MISS at 3 runs 102
S 8-12 ex 0.13 sig 0.044 err 0.032 | CONFNO 0.09 after 9|MISS at 3 runs 51
S 8-12 ex 0.50 sig 0.029 err 0.021 | END 0 9-10 ex 0.32|MISS at 10 runs 79
MISS at 3 runs 66
S 6-8 ex 0.20 sig 0.064 err 0.040 | CONFNO -0.02 after 3|S 8-12 ex 0.15 sig 0.064 err 0.040 | CONFNO 0.05 after 9|MISS at 3 runs 68
S 3-4 ex 0.21 sig 0.057 err 0.035 | END 1 3-4 ex 0.10|S 24-34 ex 0.19 sig 0.057 err 0.035 | CONFNO 0.03 after 7|S 17-24 ex 0.17 sig 0.057 err 0.035 | CONFNO 0.01 after 7|MISS at 3 runs 184
S 3-4 ex 0.12 sig 0.028 err 0.020 | CONFNO -0.03 after 3|MISS at 3 runs 39
S 6-8 ex 0.41 sig 0.069 err 0.043 | END 1 6-7 ex 0.27|S 8-12 ex 0.14 sig 0.069 err 0.043 | CONFNO 0.06 after 9|MISS at 4 runs 135
S 6-8 ex 0.13 sig 0.014 err 0.010 | CONFNO 0.05 after 4|MISS at 3 runs 41
S 3-4 ex 0.37 sig 0.015 err 0.009 | END 0 3-4 ex 0.28|MISS at 4 runs 82
S 34-48 ex 0.21 sig 0.059 err 0.043 | srch 1 34-48|END 1 34-48 ex 0.03|S 6-8 ex 0.18 sig 0.059 err 0.043 | CONFNO 0.07 after 9|S 17-24 ex 0.14 sig 0.059 err 0.043 | CONFNO 0.05 after 9|MISS at 3 runs 129
S 3-4 ex 0.36 sig 0.031 err 0.023 | END 1 3-4 ex 0.49|S 8-12 ex 0.22 sig 0.031 err 0.023 | END 1 8-12 ex 0.03|MISS at 3 runs 129
S 12-17 ex 0.15 sig 0.054 err 0.034 | CONFNO 0.05 after 9|S 8-12 ex 0.12 sig 0.054 err 0.034 | CONFNO -0.01 after 3|MISS at 3 runs 68
S 4-6 ex 0.10 sig 0.019 err 0.014 | CONFNO 0.02 after 3|MISS at 3 runs 39
S 4-6 ex 0.17 sig 0.020 err 0.015 | CONFNO 0.05 after 4|S 8-12 ex 0.12 sig 0.020 err 0.015 | CONFNO 0.02 after 3|MISS at 3 runs 47
S 4-6 ex 0.24 sig 0.040 err 0.029 | END 1 5-6 ex 0.21|MISS at 3 runs 120
S 34-48 ex 0.10 sig 0.049 err 0.031 | CONFNO -0.00 after 3|MISS at 3 runs 50
MISS at 3 runs 66
S 8-12 ex 0.13 sig 0.032 err 0.023 | CONFNO -0.07 after 3|MISS at 3 runs 39
S 4-6 ex 0.50 sig 0.038 err 0.023 | END 0 5-6 ex 0.32|MISS at 6 runs 110
S 8-12 ex 0.11 sig 0.043 err 0.031 | END 1 8-12 ex 0.04|MISS at 3 runs 97
S 17-24 ex 0.13 sig 0.058 err 0.036 | CONFNO 0.00 after 5|MISS at 3 runs 54
S 17-24 ex 0.18 sig 0.086 err 0.044 | CONFNO 0.06 after 9|S 6-8 ex 0.16 sig 0.086 err 0.044 | END 1 6-8 ex 0.05|MISS at 3 runs 152
S 4-6 ex 0.13 sig 0.068 err 0.042 | CONFNO -0.00 after 7|MISS at 3 runs 58
S 4-6 ex 0.18 sig 0.048 err 0.035 | END 1 5-6 ex 0.14|S 12-17 ex 0.18 sig 0.048 err 0.035 | CONFNO 0.06 after 9|MISS at 3 runs 133
S 4-6 ex 0.20 sig 0.049 err 0.030 | CONFNO 0.08 after 9|S 24-34 ex 0.11 sig 0.049 err 0.030 | CONFNO 0.04 after 7|MISS at 3 runs 76
S 6-8 ex 0.18 sig 0.069 err 0.031 | srch 1 6-8|END 1 6-8 ex 0.12|S 24-34 ex 0.16 sig 0.069 err 0.031 | CONFNO -0.10 after 3|S 3-4 ex 0.15 sig 0.069 err 0.031 | END 1 3-4 ex 0.16|MISS at 3 runs 302
S 3-4 ex 0.18 sig 0.061 err 0.038 | CONFNO 0.08 after 9|S 17-24 ex 0.13 sig 0.061 err 0.038 | CONFNO 0.08 after 9|S 12-17 ex 0.11 sig 0.061 err 0.038 | CONFNO -0.01 after 5|MISS at 3 runs 90
MISS at 3 runs 88
MISS at 3 runs 66
S 8-12 ex 0.14 sig 0.060 err 0.043 | srch 1 8-11|srch 1 9-11|END 1 9-11 ex 0.13|MISS at 3 runs 261
S 24-34 ex 0.12 sig 0.061 err 0.038 | CONFNO -0.05 after 3|MISS at 3 runs 50
S 6-8 ex 0.22 sig 0.052 err 0.032 | CONFNO 0.09 after 9|S 24-34 ex 0.11 sig 0.052 err 0.032 | CONFNO 0.00 after 3|MISS at 3 runs 68
MISS at 3 runs 55
S 8-12 ex 0.15 sig 0.018 err 0.013 | CONFNO -0.17 after 2|S 17-24 ex 0.11 sig 0.018 err 0.013 | CONFNO 0.04 after 7|MISS at 3 runs 51
MISS at 3 runs 33
S 4-6 ex 0.21 sig 0.067 err 0.042 | CONFNO 0.07 after 9|S 3-4 ex 0.19 sig 0.067 err 0.042 | END 1 3-4 ex 0.25|S 6-8 ex 0.16 sig 0.067 err 0.042 | CONFNO -0.09 after 3|MISS at 3 runs 144
S 17-24 ex 0.23 sig 0.065 err 0.041 | CONFNO 0.07 after 9|S 12-17 ex 0.16 sig 0.065 err 0.041 | CONFNO -0.01 after 7|MISS at 3 runs 76
MISS at 3 runs 44
S 8-12 ex 0.15 sig 0.048 err 0.035 | srch 1 8-12|END 1 9-10 ex 0.14|MISS at 3 runs 129
MISS at 3 runs 66
S 3-4 ex 0.17 sig 0.037 err 0.027 | CONFNO -0.04 after 3|S 24-34 ex 0.11 sig 0.037 err 0.027 | CONFNO -0.01 after 3|MISS at 3 runs 45
MISS at 3 runs 44
S 8-12 ex 0.22 sig 0.057 err 0.041 | srch 1 8-12|END 1 8-12 ex 0.17|MISS at 3 runs 131
MISS at 3 runs 33
S 4-6 ex 0.17 sig 0.045 err 0.023 | CONFNO -0.00 after 5|MISS at 3 runs 76
S 4-6 ex 0.17 sig 0.034 err 0.024 | CONFNO 0.08 after 9|MISS at 3 runs 51
S 3-4 ex 0.16 sig 0.015 err 0.010 | END 1 3-4 ex 0.08|S 24-34 ex 0.14 sig 0.015 err 0.010 | CONFNO 0.06 after 5|MISS at 3 runs 100
S 6-8 ex 0.13 sig 0.022 err 0.016 | CONFNO 0.04 after 3|MISS at 3 runs 39
MISS at 3 runs 55
S 8-12 ex 0.21 sig 0.049 err 0.036 | CONFNO -0.01 after 3|S 12-17 ex 0.19 sig 0.049 err 0.036 | CONFNO 0.05 after 9|MISS at 3 runs 57
S 12-17 ex 0.23 sig 0.061 err 0.038 | CONFNO 0.05 after 9|S 3-4 ex 0.18 sig 0.061 err 0.038 | END 1 3-4 ex 0.17|S 24-34 ex 0.14 sig 0.061 err 0.038 | CONFNO 0.06 after 9|MISS at 3 runs 166
S 6-8 ex 0.39 sig 0.088 err 0.045 | END 1 7-8 ex 0.24|S 3-4 ex 0.34 sig 0.088 err 0.045 | END 1 3-4 ex 0.30|S 4-6 ex 0.16 sig 0.088 err 0.045 | CONFNO 0.08 after 9|MISS at 3 runs 247
S 8-12 ex 0.28 sig 0.051 err 0.032 | srch 1 8-12|srch 1 8-12|END 1 8-12 ex 0.33|MISS at 3 runs 95
S 34-48 ex 0.16 sig 0.076 err 0.039 | CONFNO 0.04 after 9|S 6-8 ex 0.12 sig 0.076 err 0.039 | CONFNO 0.06 after 9|MISS at 3 runs 102
S 6-8 ex 0.14 sig 0.031 err 0.023 | CONFNO 0.00 after 5|S 3-4 ex 0.13 sig 0.031 err 0.023 | CONFNO 0.05 after 5|S 12-17 ex 0.10 sig 0.031 err 0.023 | CONFNO -0.10 after 3|MISS at 3 runs 59
S 34-48 ex 0.17 sig 0.048 err 0.035 | CONFNO 0.06 after 9|S 24-34 ex 0.12 sig 0.048 err 0.035 | CONFNO -0.05 after 3|MISS at 3 runs 57
S 8-12 ex 0.12 sig 0.048 err 0.030 | CONFNO 0.09 after 9|MISS at 3 runs 62
S 8-12 ex 0.16 sig 0.048 err 0.030 | srch 1 8-12|srch 1 8-12|END 1 8-12 ex 0.16|MISS at 3 runs 108
S 6-8 ex 0.22 sig 0.053 err 0.039 | END 0 6-7 ex 0.33|MISS at 7 runs 101
MISS at 3 runs 66
S 24-34 ex 0.20 sig 0.035 err 0.025 | srch 1 24-34|srch 1 24-34|END 1 24-34 ex 0.25|MISS at 3 runs 75
S 3-4 ex 0.40 sig 0.042 err 0.030 | END 1 3-4 ex 0.29|MISS at 3 runs 109
S 3-4 ex 0.16 sig 0.060 err 0.038 | CONFNO 0.09 after 9|MISS at 3 runs 62
S 34-48 ex 0.16 sig 0.053 err 0.038 | CONFNO 0.02 after 7|S 24-34 ex 0.12 sig 0.053 err 0.038 | CONFNO -0.19 after 3|MISS at 3 runs 53
S 8-12 ex 0.34 sig 0.060 err 0.043 | CONFNO 0.03 after 9|S 3-4 ex 0.22 sig 0.060 err 0.043 | END 1 3-4 ex 0.24|S 6-8 ex 0.22 sig 0.060 err 0.043 | CONFNO -0.05 after 3|MISS at 3 runs 129
MISS at 3 runs 33
MISS at 3 runs 44
S 8-12 ex 0.48 sig 0.061 err 0.044 | END 0 8-9 ex 0.36|S 3-4 ex 0.41 sig 0.061 err 0.044 | END 1 3-4 ex 0.20|MISS at 9 runs 163
S 12-17 ex 0.17 sig 0.070 err 0.044 | CONFNO 0.07 after 9|S 17-24 ex 0.15 sig 0.070 err 0.044 | CONFNO 0.01 after 9|MISS at 3 runs 80
S 3-4 ex 0.23 sig 0.052 err 0.032 | END 1 3-4 ex 0.14|MISS at 3 runs 142
MISS at 3 runs 44
S 24-34 ex 0.14 sig 0.028 err 0.017 | srch 1 24-34|END 1 24-34 ex 0.16|S 6-8 ex 0.14 sig 0.028 err 0.017 | srch 1 6-8|END 1 6-8 ex 0.02|S 4-6 ex 0.12 sig 0.028 err 0.017 | CONFNO -0.04 after 3|MISS at 3 runs 197
S 8-12 ex 0.14 sig 0.042 err 0.027 | END 1 8-12 ex 0.10|S 3-4 ex 0.13 sig 0.042 err 0.027 | END 0 3-4 ex 0.35|MISS at 4 runs 153
S 3-4 ex 0.13 sig 0.046 err 0.029 | CONFNO 0.07 after 9|S 8-12 ex 0.11 sig 0.046 err 0.029 | CONFNO 0.05 after 9|MISS at 3 runs 80
S 4-6 ex 0.17 sig 0.053 err 0.038 | END 1 5-6 ex 0.10|S 34-48 ex 0.13 sig 0.053 err 0.038 | CONFNO 0.04 after 9|MISS at 3 runs 161
S 3-4 ex 0.38 sig 0.026 err 0.016 | END 1 3-4 ex 0.26|S 4-6 ex 0.20 sig 0.026 err 0.016 | srch 1 4-6|END 1 5-6 ex 0.19|MISS at 3 runs 166
S 8-12 ex 0.19 sig 0.056 err 0.040 | srch 1 8-12|END 1 8-12 ex 0.15|MISS at 3 runs 102
S 8-12 ex 0.14 sig 0.040 err 0.029 | CONFNO -0.00 after 3|S 24-34 ex 0.11 sig 0.040 err 0.029 | CONFNO 0.06 after 9|MISS at 3 runs 57
S 34-48 ex 0.18 sig 0.042 err 0.030 | CONFNO 0.01 after 5|S 24-34 ex 0.16 sig 0.042 err 0.030 | CONFNO -0.05 after 5|MISS at 3 runs 53
S 34-48 ex 0.10 sig 0.059 err 0.026 | CONFNO -0.01 after 3|S 24-34 ex 0.10 sig 0.059 err 0.026 | CONFNO -0.06 after 3|MISS at 3 runs 100
S 8-12 ex 0.20 sig 0.067 err 0.042 | END 1 8-12 ex -0.01|MISS at 3 runs 100
MISS at 3 runs 44
MISS at 3 runs 33
S 3-4 ex 0.13 sig 0.044 err 0.032 | END 0 3-4 ex 0.27|MISS at 4 runs 107
S 4-6 ex 0.31 sig 0.060 err 0.043 | END 0 4-5 ex 0.32|MISS at 5 runs 96
S 8-12 ex 0.52 sig 0.040 err 0.025 | END 0 10-11 ex 0.37|MISS at 11 runs 112
S 8-12 ex 0.16 sig 0.056 err 0.035 | srch 1 10-12|END 1 10-11 ex 0.11|S 4-6 ex 0.11 sig 0.056 err 0.035 | END 1 4-6 ex 0.08|MISS at 3 runs 396
S 8-12 ex 0.18 sig 0.044 err 0.032 | srch 1 8-12|srch 1 8-12|END 1 8-12 ex 0.19|MISS at 3 runs 102
MISS at 3 runs 44
S 6-8 ex 0.16 sig 0.057 err 0.029 | CONFNO 0.02 after 7|MISS at 3 runs 80
S 17-24 ex 0.11 sig 0.054 err 0.039 | CONFNO 0.03 after 7|MISS at 3 runs 47
S 6-8 ex 0.28 sig 0.064 err 0.033 | srch 1 6-8|srch 1 6-8|END 1 6-8 ex 0.19|S 24-34 ex 0.13 sig 0.064 err 0.033 | CONFNO 0.01 after 5|MISS at 3 runs 134
S 8-12 ex 0.24 sig 0.053 err 0.033 | srch 1 8-12|srch 1 8-12|END 1 8-12 ex 0.23|MISS at 3 runs 150
MISS at 3 runs 33
MISS at 3 runs 33
S 34-48 ex 0.11 sig 0.045 err 0.028 | CONFNO -0.00 after 3|MISS at 3 runs 50
S 8-12 ex 0.16 sig 0.054 err 0.039 | srch 1 8-12|srch 1 8-12|END 1 8-12 ex 0.12|MISS at 3 runs 145
MISS at 4 runs 44
MISS at 3 runs 33
S 6-8 ex 0.14 sig 0.053 err 0.039 | CONFNO 0.02 after 5|MISS at 3 runs 43
S 12-17 ex 0.11 sig 0.046 err 0.029 | CONFNO 0.00 after 7|S 8-12 ex 0.10 sig 0.046 err 0.029 | CONFNO 0.00 after 5|MISS at 3 runs 68
S 3-4 ex 0.31 sig 0.060 err 0.038 | END 1 3-4 ex 0.24|MISS at 7 runs 134
S 8-12 ex 0.47 sig 0.053 err 0.038 | END 0 10-11 ex 0.36|MISS at 11 runs 87
MISS at 3 runs 33
S 3-4 ex 0.26 sig 0.071 err 0.040 | END 1 3-4 ex 0.20|S 6-8 ex 0.18 sig 0.071 err 0.040 | CONFNO 0.06 after 9|S 4-6 ex 0.15 sig 0.071 err 0.040 | CONFNO 0.07 after 9|MISS at 3 runs 189
MISS at 3 runs 44
MISS at 3 runs 44
S 3-4 ex 0.18 sig 0.062 err 0.039 | END 1 3-4 ex 0.19|MISS at 3 runs 110
S 6-8 ex 0.49 sig 0.047 err 0.034 | END 1 7-8 ex 0.33|S 4-6 ex 0.35 sig 0.047 err 0.034 | END 1 5-6 ex 0.18|S 12-17 ex 0.32 sig 0.047 err 0.034 | END 0 13-14 ex 0.36|MISS at 14 runs 260
S 6-8 ex 0.12 sig 0.061 err 0.038 | CONFNO 0.03 after 7|MISS at 3 runs 58
MISS at 3 runs 55
MISS at 3 runs 55
S 34-48 ex 0.11 sig 0.036 err 0.026 | CONFNO 0.02 after 3|MISS at 3 runs 39
S 12-17 ex 0.30 sig 0.048 err 0.030 | END 0 12-13 ex 0.40|MISS at 13 runs 115
S 8-12 ex 0.15 sig 0.028 err 0.021 | CONFNO 0.03 after 3|S 3-4 ex 0.14 sig 0.028 err 0.021 | END 1 3-4 ex 0.14|S 6-8 ex 0.12 sig 0.028 err 0.021 | CONFNO 0.04 after 7|MISS at 3 runs 113
MISS at 3 runs 33
S 3-4 ex 0.16 sig 0.050 err 0.031 | CONFNO -0.03 after 3|MISS at 3 runs 50
MISS at 3 runs 66
S 4-6 ex 0.12 sig 0.052 err 0.038 | CONFNO 0.04 after 9|MISS at 3 runs 51
S 3-4 ex 0.40 sig 0.045 err 0.028 | END 0 3-4 ex 0.27|MISS at 4 runs 104
S 24-34 ex 0.14 sig 0.080 err 0.041 | CONFNO 0.06 after 9|S 8-12 ex 0.12 sig 0.080 err 0.041 | CONFNO 0.00 after 7|MISS at 3 runs 98
S 6-8 ex 0.11 sig 0.025 err 0.018 | CONFNO -0.20 after 3|MISS at 3 runs 39
S 24-34 ex 0.33 sig 0.048 err 0.035 | CONFNO 0.07 after 9|S 17-24 ex 0.25 sig 0.048 err 0.035 | CONFNO -0.02 after 5|MISS at 3 runs 61
MISS at 3 runs 33
S 3-4 ex 0.16 sig 0.062 err 0.045 | END 1 3-4 ex 0.11|S 6-8 ex 0.14 sig 0.062 err 0.045 | CONFNO 0.01 after 5|S 4-6 ex 0.14 sig 0.062 err 0.045 | CONFNO -0.03 after 3|MISS at 3 runs 213
S 8-12 ex 0.15 sig 0.061 err 0.044 | CONFNO 0.08 after 9|MISS at 3 runs 51
S 3-4 ex 0.25 sig 0.058 err 0.030 | END 0 3-4 ex 0.30|MISS at 4 runs 114
S 8-12 ex 0.11 sig 0.034 err 0.021 | CONFNO 0.08 after 9|MISS at 3 runs 62
S 8-12 ex 0.17 sig 0.062 err 0.045 | srch 1 8-12|srch 1 8-12|END 1 8-12 ex 0.12|MISS at 3 runs 99
S 24-34 ex 0.21 sig 0.022 err 0.016 | CONFNO 0.04 after 2|MISS at 3 runs 37
S 4-6 ex 0.72 sig 0.044 err 0.027 | END 0 5-6 ex 0.38|S 3-4 ex 0.45 sig 0.044 err 0.027 | END 1 3-4 ex 0.31|MISS at 6 runs 181
S 24-34 ex 0.15 sig 0.061 err 0.038 | CONFNO 0.06 after 9|MISS at 3 runs 62
S 4-6 ex 0.10 sig 0.034 err 0.021 | CONFNO -0.07 after 3|S 3-4 ex 0.10 sig 0.034 err 0.021 | END 1 3-4 ex 0.02|S 6-8 ex 0.10 sig 0.034 err 0.021 | CONFNO 0.07 after 9|MISS at 3 runs 110
S 8-12 ex 0.21 sig 0.070 err 0.043 | srch 1 9-11|srch 1 9-12|END 1 9-12 ex 0.15|MISS at 3 runs 272
S 8-12 ex 0.46 sig 0.092 err 0.041 | END 0 10-11 ex 0.48|MISS at 11 runs 171
S 12-17 ex 0.30 sig 0.055 err 0.035 | CONFNO -0.01 after 3|S 34-48 ex 0.22 sig 0.055 err 0.035 | CONFNO 0.07 after 9|S 24-34 ex 0.18 sig 0.055 err 0.035 | CONFNO 0.05 after 9|MISS at 3 runs 86
MISS at 3 runs 66
MISS at 3 runs 44
S 6-8 ex 0.19 sig 0.049 err 0.035 | CONFNO 0.09 after 9|S 4-6 ex 0.13 sig 0.049 err 0.035 | CONFNO -0.01 after 3|MISS at 3 runs 57
S 34-48 ex 0.13 sig 0.029 err 0.018 | CONFNO -0.00 after 3|MISS at 3 runs 50
MISS at 3 runs 44
MISS at 3 runs 55
MISS at 3 runs 33
S 8-12 ex 0.21 sig 0.061 err 0.044 | CONFNO 0.09 after 9|S 24-34 ex 0.14 sig 0.061 err 0.044 | CONFNO 0.07 after 9|S 34-48 ex 0.13 sig 0.061 err 0.044 | CONFNO 0.05 after 9|MISS at 3 runs 87
S 6-8 ex 0.29 sig 0.043 err 0.027 | END 0 6-7 ex 0.42|MISS at 7 runs 95
MISS at 3 runs 33
S 3-4 ex 0.15 sig 0.039 err 0.028 | CONFNO 0.08 after 9|S 4-6 ex 0.12 sig 0.039 err 0.028 | CONFNO 0.08 after 9|MISS at 3 runs 69
MISS at 3 runs 33
S 4-6 ex 0.15 sig 0.025 err 0.018 | CONFNO 0.05 after 3|MISS at 3 runs 39
S 8-12 ex 0.23 sig 0.035 err 0.025 | srch 1 8-12|srch 1 8-12|END 1 8-12 ex 0.24|MISS at 3 runs 89
S 12-17 ex 0.12 sig 0.062 err 0.038 | CONFNO 0.00 after 5|MISS at 3 runs 54
S 4-6 ex 0.61 sig 0.055 err 0.034 | END 0 5-6 ex 0.47|S 3-4 ex 0.51 sig 0.055 err 0.034 | END 1 3-4 ex 0.28|MISS at 6 runs 175
S 12-17 ex 0.17 sig 0.049 err 0.031 | CONFNO 0.06 after 9|S 8-12 ex 0.16 sig 0.049 err 0.031 | srch 1 8-12|srch 1 8-12|END 1 8-12 ex 0.13|MISS at 3 runs 133
S 3-4 ex 0.32 sig 0.024 err 0.015 | END 1 3-4 ex 0.36|S 8-12 ex 0.11 sig 0.024 err 0.015 | CONFNO 0.09 after 9|MISS at 3 runs 138
S 4-6 ex 0.13 sig 0.082 err 0.039 | CONFNO 0.06 after 9|MISS at 3 runs 95
MISS at 3 runs 55
S 8-12 ex 0.15 sig 0.059 err 0.043 | srch 1 9-12|END 1 10-11 ex 0.14|MISS at 3 runs 232
MISS at 3 runs 44
MISS at 3 runs 55
S 6-8 ex 0.13 sig 0.059 err 0.037 | CONFNO -0.07 after 3|MISS at 3 runs 50
