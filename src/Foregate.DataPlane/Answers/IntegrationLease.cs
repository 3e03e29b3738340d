// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Answers;

/// <summary>What an integration holds while its answer is passed on (a back end's connection), given back when the answer is written.</summary>
internal abstract class IntegrationLease
{
    /// <summary>Gives everything back; what was not read to its proper end is not used again.</summary>
    public abstract void Release();

    /// <summary>
    /// After <see cref="Release"/>: completes when nothing of the exchange is in use any more, at once in nearly all cases. It waits when an answer came
    /// before the client had sent its body: until then nobody else may read that.
    /// </summary>
    public virtual ValueTask UploadEndedAsync() => default;
}
