from datetime import datetime


def run(n):
    begin = datetime.now()
    total = sum(range(n))
    print(total, (datetime.now() - begin).total_seconds())


# expect: timer run 5-7 certain
