// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Functions.Code;

/// <summary>A function cannot be run: what is wrong, and how to mend it.</summary>
internal sealed class FunctionFault(string message) : Exception(message);
