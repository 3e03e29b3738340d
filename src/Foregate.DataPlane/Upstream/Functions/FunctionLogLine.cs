// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>One line that a function wrote, or that its host says about it.</summary>
/// <param name="Sequence">Grows from line to line, over all functions.</param>
/// <param name="Time">When it was taken.</param>
/// <param name="FunctionName">Whose it is.</param>
/// <param name="RequestId">The invocation that was running or had run last; empty before the first.</param>
/// <param name="IsNotice">Whether the host says it.</param>
/// <param name="Text">Without its line end.</param>
public readonly record struct FunctionLogLine(long Sequence, DateTimeOffset Time, string FunctionName, Guid RequestId, bool IsNotice, string Text);
