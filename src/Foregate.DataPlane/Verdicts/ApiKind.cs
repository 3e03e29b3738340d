// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Verdicts;

/// <summary>Which of AWS's API kinds answers: each refuses, throttles and names things in its own way.</summary>
internal enum ApiKind : byte
{
    Rest,
    Http,
}
