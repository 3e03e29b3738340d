// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;

namespace Foregate.DataPlane.Tests.Doubles;

/// <summary>Counts how often it was given back, and may use the request's body for a while after.</summary>
internal sealed class CountingLease : IntegrationLease
{
    public int Releases { get; private set; }

    public TaskCompletionSource? Ending { get; init; }

    public override void Release() => Releases++;

    public override ValueTask UploadEndedAsync() => Ending is null ? default : new ValueTask(Ending.Task);
}
