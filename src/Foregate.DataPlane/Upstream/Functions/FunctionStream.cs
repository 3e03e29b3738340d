// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>
/// What a function answers while it still runs. Its reader ends early where the client goes; the function does not: what it says then is dropped, as Lambda does.
/// </summary>
internal abstract class FunctionStream : Abortable, IBodyReader
{
    private ClientLifetime? _client;

    /// <summary>Only the end tells.</summary>
    public long? Length => null;

    public abstract bool IsEnded { get; }

    public abstract ValueTask<BodyChunk> ReadAsync();

    /// <summary>Ends the reading when the client goes. False when it is gone.</summary>
    public bool Attach(ClientLifetime client)
    {
        if (!client.Attach(this))
        {
            return false;
        }

        _client = client;
        return true;
    }

    /// <summary>Nobody reads on.</summary>
    public void Release()
    {
        _client?.Detach(this);
        _client = null;
        Drop();
    }

    /// <summary>What comes from now on is of no use.</summary>
    protected abstract void Drop();
}
