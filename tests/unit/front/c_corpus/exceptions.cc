struct error { int code; ~error(); };
int risky(int);

int exceptions(int n)
{
    try {
        if (n)
            throw error{n};
        n = risky(n);
    } catch (const error &e) {
        return e.code;
    } catch (...) {
        throw;
    }
    return n;
}
