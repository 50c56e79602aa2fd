typedef struct event *cudaEvent_t;
int cudaEventCreate(cudaEvent_t *), cudaEventRecord(cudaEvent_t, void *);
int cudaEventElapsedTime(float *, cudaEvent_t, cudaEvent_t);
void launch(void);
float run(void)
{
    cudaEvent_t start, stop;
    float ms = 0;
    cudaEventCreate(&start);
    cudaEventCreate(&stop);
    cudaEventRecord(start, 0);
    launch();
    cudaEventRecord(stop, 0);
    cudaEventElapsedTime(&ms, start, stop);
    return ms;
}
/* expect: timer run 11-13 certain */
