/* The HIP runtime, as https://rocm.docs.amd.com/projects/HIP describes it: what a host needs to
 * launch work and to wait for it. */
#ifndef BENCHLINT_HIP_RUNTIME_H
#define BENCHLINT_HIP_RUNTIME_H

#include <device_language.h>

#ifdef __cplusplus
#define BENCHLINT_OR_ZERO = 0
extern "C" {
#else
#define BENCHLINT_OR_ZERO
#endif

typedef struct ihipStream_t *hipStream_t;
typedef struct ihipEvent_t *hipEvent_t;
typedef struct ihipGraph *hipGraph_t;
typedef struct hipGraphExec *hipGraphExec_t;
enum hipError { hipSuccess, hipErrorInvalidValue, hipErrorMemoryAllocation,
                hipErrorNotReady = 600, hipErrorPeerAccessAlreadyEnabled = 704 };
typedef enum hipError hipError_t;
enum hipMemcpyKind { hipMemcpyHostToHost, hipMemcpyHostToDevice, hipMemcpyDeviceToHost,
                     hipMemcpyDeviceToDevice, hipMemcpyDefault };
enum { hipEventDefault, hipEventBlockingSync, hipEventDisableTiming };
enum { hipStreamDefault, hipStreamNonBlocking };
enum { hipHostMallocDefault, hipHostMallocPortable, hipHostMallocMapped,
       hipHostMallocNonCoherent = 0x80000000 };
enum hipStreamCaptureMode { hipStreamCaptureModeGlobal, hipStreamCaptureModeThreadLocal,
                            hipStreamCaptureModeRelaxed };
enum hipDeviceAttribute_t { hipDeviceAttributeClockRate = 5, hipDeviceAttributeWarpSize = 87,
                            hipDeviceAttributeMultiprocessorCount = 63 };
struct hipDeviceProp_t {
    char name[256], gcnArchName[256];
    size_t totalGlobalMem, sharedMemPerBlock, totalConstMem;
    int regsPerBlock, warpSize, maxThreadsPerBlock, maxThreadsDim[3], maxGridSize[3], clockRate;
    int major, minor, multiProcessorCount, memoryClockRate, memoryBusWidth, l2CacheSize;
    int maxThreadsPerMultiProcessor, gcnArch, pciBusID, pciDeviceID, integrated;
};
typedef struct hipDeviceProp_t hipDeviceProp_t;

#ifdef __cplusplus
hipError_t cudaConfigureCall(dim3, dim3, size_t shared = 0, hipStream_t stream = 0);
unsigned __cudaPushCallConfiguration(dim3, dim3, size_t shared = 0, hipStream_t stream = 0);
#endif
hipError_t hipLaunchKernel(const void *, dim3, dim3, void **, size_t, hipStream_t);
hipError_t hipDeviceSynchronize(void);
hipError_t hipThreadSynchronize(void);
hipError_t hipDeviceReset(void);
hipError_t hipSetDevice(int);
hipError_t hipSetDeviceFlags(unsigned);
hipError_t hipGetDevice(int *);
hipError_t hipGetDeviceCount(int *);
hipError_t hipGetDeviceProperties(hipDeviceProp_t *, int);
hipError_t hipDeviceGetAttribute(int *, enum hipDeviceAttribute_t, int);
hipError_t hipDeviceCanAccessPeer(int *, int, int);
hipError_t hipDeviceEnablePeerAccess(int, unsigned);
hipError_t hipDeviceGetPCIBusId(char *, int, int);
hipError_t hipMemGetInfo(size_t *, size_t *);
hipError_t hipDriverGetVersion(int *);
hipError_t hipRuntimeGetVersion(int *);
hipError_t hipGetLastError(void);
hipError_t hipPeekAtLastError(void);
hipError_t hipFree(void *);
hipError_t hipFreeAsync(void *, hipStream_t);
hipError_t hipFreeHost(void *);
hipError_t hipHostRegister(void *, size_t, unsigned);
hipError_t hipHostUnregister(void *);
hipError_t hipMemcpy(void *, const void *, size_t, enum hipMemcpyKind);
hipError_t hipMemcpy2D(void *, size_t, const void *, size_t, size_t, size_t, enum
                       hipMemcpyKind);
hipError_t hipMemcpyPeer(void *, int, const void *, int, size_t);
hipError_t hipMemcpyAsync(void *, const void *, size_t, enum hipMemcpyKind, hipStream_t
                          stream BENCHLINT_OR_ZERO);
hipError_t hipMemcpy2DAsync(void *, size_t, const void *, size_t, size_t, size_t, enum
                            hipMemcpyKind, hipStream_t stream BENCHLINT_OR_ZERO);
hipError_t hipMemcpyPeerAsync(void *, int, const void *, int, size_t, hipStream_t stream
                              BENCHLINT_OR_ZERO);
hipError_t hipMemset(void *, int, size_t);
hipError_t hipMemset2D(void *, size_t, int, size_t, size_t);
hipError_t hipMemsetAsync(void *, int, size_t, hipStream_t stream BENCHLINT_OR_ZERO);
hipError_t hipMemPrefetchAsync(const void *, size_t, int, hipStream_t stream BENCHLINT_OR_ZERO);
hipError_t hipStreamCreate(hipStream_t *);
hipError_t hipStreamCreateWithFlags(hipStream_t *, unsigned);
hipError_t hipStreamCreateWithPriority(hipStream_t *, unsigned, int);
hipError_t hipStreamDestroy(hipStream_t);
hipError_t hipStreamSynchronize(hipStream_t);
hipError_t hipStreamQuery(hipStream_t);
hipError_t hipStreamWaitEvent(hipStream_t, hipEvent_t, unsigned flags BENCHLINT_OR_ZERO);
hipError_t hipEventCreateWithFlags(hipEvent_t *, unsigned);
hipError_t hipEventDestroy(hipEvent_t);
hipError_t hipEventRecord(hipEvent_t, hipStream_t stream BENCHLINT_OR_ZERO);
hipError_t hipEventSynchronize(hipEvent_t);
hipError_t hipEventQuery(hipEvent_t);
hipError_t hipEventElapsedTime(float *, hipEvent_t, hipEvent_t);
hipError_t hipGraphCreate(hipGraph_t *, unsigned);
hipError_t hipGraphLaunch(hipGraphExec_t, hipStream_t);
hipError_t hipGraphDestroy(hipGraph_t);
hipError_t hipGraphExecDestroy(hipGraphExec_t);
hipError_t hipStreamBeginCapture(hipStream_t, enum hipStreamCaptureMode);
hipError_t hipStreamEndCapture(hipStream_t, hipGraph_t *);
hipError_t hipHostFree(void *);
hipError_t hipEventCreate(hipEvent_t *);
const char *hipGetErrorString(hipError_t);
const char *hipGetErrorName(hipError_t);
#ifdef __cplusplus
}
template <class T> hipError_t hipMalloc(T **, size_t);
template <class T> hipError_t hipMallocManaged(T **, size_t, unsigned flags = 1);
template <class T> hipError_t hipHostMalloc(T **, size_t, unsigned flags = 0);
template <class T> hipError_t hipMemcpyToSymbol(const T &, const void *, size_t,
                                                size_t offset = 0,
                                                hipMemcpyKind kind = hipMemcpyHostToDevice);
template <class T> hipError_t hipMemcpyFromSymbol(void *, const T &, size_t, size_t offset = 0,
                                                  hipMemcpyKind kind = hipMemcpyDeviceToHost);
template <class F, class... A> void hipLaunchKernelGGL(F, dim3, dim3, size_t, hipStream_t, A...);
template <class... A> hipError_t hipGraphInstantiate(hipGraphExec_t *, hipGraph_t, A...);
#else
hipError_t hipMalloc(void **, size_t);
hipError_t hipHostMalloc(void **, size_t, unsigned);
#endif
#define hipThreadIdx_x threadIdx.x
#define hipThreadIdx_y threadIdx.y
#define hipThreadIdx_z threadIdx.z
#define hipBlockIdx_x blockIdx.x
#define hipBlockIdx_y blockIdx.y
#define hipBlockIdx_z blockIdx.z
#define hipBlockDim_x blockDim.x
#define hipBlockDim_y blockDim.y
#define hipBlockDim_z blockDim.z
#define hipGridDim_x gridDim.x
#define hipGridDim_y gridDim.y
#define hipGridDim_z gridDim.z
#define HIP_DYNAMIC_SHARED(type, name) extern __shared__ type name[];
#define HIP_KERNEL_NAME(...) __VA_ARGS__
#define HIP_SYMBOL(x) x
#undef BENCHLINT_OR_ZERO

#endif
