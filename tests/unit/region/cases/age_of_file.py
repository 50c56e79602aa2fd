import os
import time


def age(path):
    return time.time() - os.path.getmtime(path)


# expect: nothing
