// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>What an exchange keeps to ask HTTP back ends with: buffers that stop growing.</summary>
internal sealed class ProxyCall
{
    public ByteWriter Head { get; } = new(2048);

    public BackendRequest Request { get; } = new();

    public AnswerBody Answer { get; } = new();

    /// <summary>The exchange's own, made at its first call.</summary>
    public static ProxyCall Of(Exchange exchange)
    {
        if (exchange.IntegrationRequest is not ProxyCall call)
        {
            call = new ProxyCall();
            exchange.IntegrationRequest = call;
        }

        return call;
    }
}
