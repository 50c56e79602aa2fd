_Atomic int counter;
int plain;

int atomics(int *p)
{
    counter++;
    __atomic_store_n(p, 3, __ATOMIC_RELEASE);
    __sync_fetch_and_add(p, 1);
    return __atomic_load_n(&plain, __ATOMIC_SEQ_CST) + counter;
}
