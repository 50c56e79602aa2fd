/* Types and functions that the languages of CUDA and HIP share: vectors, indices, and what device
 * code calls.  Device functions only have to be known; what they compute is not looked at. */
#ifndef BENCHLINT_DEVICE_LANGUAGE_H
#define BENCHLINT_DEVICE_LANGUAGE_H

#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __CUDA__
#define __global__ __attribute__((global))
#define __device__ __attribute__((device))
#define __host__ __attribute__((host))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
#else
#define __global__
#define __device__
#define __host__
#define __shared__
#define __constant__
#endif
#define __managed__
#define __forceinline__ inline
#define __launch_bounds__(...)
#define __grid_constant__
#define __noinline__ __attribute__((noinline))
#define __align__(n) __attribute__((aligned(n)))

#define BENCHLINT_VECTORS(type, name)                                                       \
    struct name##1 { type x; };                                                             \
    struct name##2 { type x, y; };                                                          \
    struct name##3 { type x, y, z; };                                                       \
    struct name##4 { type x, y, z, w; };                                                    \
    typedef struct name##1 name##1;                                                         \
    typedef struct name##2 name##2;                                                         \
    typedef struct name##3 name##3;                                                         \
    typedef struct name##4 name##4;                                                         \
    static inline name##2 make_##name##2(type x, type y)                                    \
    { name##2 v; v.x = x; v.y = y; return v; }                                              \
    static inline name##3 make_##name##3(type x, type y, type z)                            \
    { name##3 v; v.x = x; v.y = y; v.z = z; return v; }                                     \
    static inline name##4 make_##name##4(type x, type y, type z, type w)                    \
    { name##4 v; v.x = x; v.y = y; v.z = z; v.w = w; return v; }
BENCHLINT_VECTORS(char, char)
BENCHLINT_VECTORS(unsigned char, uchar)
BENCHLINT_VECTORS(short, short)
BENCHLINT_VECTORS(unsigned short, ushort)
BENCHLINT_VECTORS(int, int)
BENCHLINT_VECTORS(unsigned, uint)
BENCHLINT_VECTORS(long, long)
BENCHLINT_VECTORS(unsigned long, ulong)
BENCHLINT_VECTORS(long long, longlong)
BENCHLINT_VECTORS(unsigned long long, ulonglong)
BENCHLINT_VECTORS(float, float)
BENCHLINT_VECTORS(double, double)

#ifdef __cplusplus
struct dim3 {
    unsigned x, y, z;
    __host__ __device__ dim3(unsigned a = 1, unsigned b = 1, unsigned c = 1);
    __host__ __device__ dim3(uint3);
};
extern __device__ const uint3 threadIdx, blockIdx;
extern __device__ const dim3 blockDim, gridDim;
extern __device__ const int warpSize;
__device__ void __syncthreads();
__device__ void __threadfence();
__device__ void __threadfence_block();
__device__ void __threadfence_system();
__device__ void __nanosleep(unsigned);
__device__ void __trap();
__device__ long long clock64();
template <class... A> __device__ void __syncwarp(A...);
template <class... A> __device__ unsigned __activemask(A...);
template <class... A> __device__ unsigned __ballot_sync(A...);
template <class T> __device__ T __ldg(const T *);
template <class T> __device__ T __ldcs(const T *);
#define BENCHLINT_ORDER(type)                                                               \
    __host__ __device__ type max(type, type);                                               \
    __host__ __device__ type min(type, type);
BENCHLINT_ORDER(int)
BENCHLINT_ORDER(unsigned)
BENCHLINT_ORDER(long)
BENCHLINT_ORDER(unsigned long)
BENCHLINT_ORDER(long long)
BENCHLINT_ORDER(unsigned long long)
BENCHLINT_ORDER(float)
BENCHLINT_ORDER(double)
template <class T, class U> __device__ T atomicAdd(T *, U);
template <class T, class U> __device__ T atomicInc(T *, U);
template <class T, class U> __device__ T atomicDec(T *, U);
template <class T, class U> __device__ T atomicSub(T *, U);
template <class T, class U> __device__ T atomicMax(T *, U);
template <class T, class U> __device__ T atomicMin(T *, U);
template <class T, class U> __device__ T atomicOr(T *, U);
template <class T, class U> __device__ T atomicAnd(T *, U);
template <class T, class U> __device__ T atomicXor(T *, U);
template <class T, class U> __device__ T atomicExch(T *, U);
template <class T, class U, class V> __device__ T atomicCAS(T *, U, V);
template <class T, class... A> __device__ T __shfl_sync(unsigned, T, A...);
template <class T, class... A> __device__ T __shfl_down_sync(unsigned, T, A...);
template <class T, class... A> __device__ T __shfl_up_sync(unsigned, T, A...);
template <class T, class... A> __device__ T __shfl_xor_sync(unsigned, T, A...);
template <class T, class... A> __device__ T __shfl(T, A...);
template <class T, class... A> __device__ T __shfl_down(T, A...);
template <class T, class... A> __device__ T __shfl_xor(T, A...);
__device__ float __fdividef(float, float), __expf(float), __logf(float), __sinf(float);
__device__ float __cosf(float), __powf(float, float), rsqrtf(float), __saturatef(float);
__device__ float __int_as_float(int);
__device__ int __float_as_int(float), __popc(unsigned), __clz(int), __ffs(int);
__device__ int __mul24(int, int), __popcll(unsigned long long), __float2int_rn(float);
__device__ double rsqrt(double);
#else
struct dim3 { unsigned x, y, z; };
typedef struct dim3 dim3;
#endif

#endif
