class Suite:
    def setup(self):
        self.data = list(range(10))

    def time_sort(self):
        sorted(self.data)

    def track_size(self):
        return len(self.data)


# benchmark: yes
# expect: framework Suite.track_size - certain
# expect: framework Suite.time_sort - certain
