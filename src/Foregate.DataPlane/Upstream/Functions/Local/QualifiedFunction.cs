// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>A version or an alias of a local function: the same processes, called by another ARN.</summary>
internal sealed class QualifiedFunction(LocalFunction function, string qualifier) : FunctionTarget
{
    private readonly byte[] _arn = Encoding.ASCII.GetBytes($"{function.Arn}:{qualifier}");

    public override ValueTask<FunctionAnswer> InvokeAsync(FunctionCall call) => function.InvokeAsync(call, _arn);
}
