/* Numbers of half precision, as far as the host's side of a program has to know them:
 * https://docs.nvidia.com/cuda/cuda-math-api/cuda_math_api/group__CUDA__MATH__INTRINSIC__HALF.html */
#ifndef BENCHLINT_CUDA_FP16_H
#define BENCHLINT_CUDA_FP16_H

#include <device_language.h>

struct __half {
    unsigned short bits;
    __half() = default;
    template <class T> __half(T);
    operator float() const;
};
struct __half2 { __half x, y; };
typedef __half half;
typedef __half2 half2;
__half __float2half(float);
__half __float2half_rn(float);
float __half2float(__half);
__half2 __floats2half2_rn(float, float);
__half2 __float2half2_rn(float);
__half2 __halves2half2(__half, __half);
__half2 __half2half2(__half);
float2 __half22float2(__half2);
__half __low2half(__half2);
__half __high2half(__half2);
template <class T> T __hadd(T, T);
template <class T> T __hsub(T, T);
template <class T> T __hmul(T, T);
template <class T> T __hdiv(T, T);
template <class T> T __hfma(T, T, T);
template <class T> T __hmax(T, T);
template <class T> T __hmin(T, T);
template <class T> T __hadd2(T, T);
template <class T> T __hmul2(T, T);
template <class T> T __hfma2(T, T, T);

#endif
