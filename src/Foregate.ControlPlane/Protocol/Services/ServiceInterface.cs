// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.ControlPlane.Protocol.Handlers;

namespace Foregate.ControlPlane.Protocol.Services;

/// <summary>One interface of one of AWS's services: who means it, how it is spoken, and what it can do.</summary>
internal sealed class ServiceInterface
{
    private readonly Lazy<WireProtocol> _protocol;

    /// <param name="signingName">What the scope of a signature calls the service.</param>
    /// <param name="pathPrefix">Where the interface begins: a service may have several.</param>
    /// <param name="protocol">Made at first use: a start does not pay for models.</param>
    public ServiceInterface(string signingName, string pathPrefix, Func<WireProtocol> protocol, FrozenDictionary<string, Handler> handlers)
    {
        SigningName = signingName;
        PathPrefix = pathPrefix;
        _protocol = new Lazy<WireProtocol>(protocol);
        Handlers = handlers;
    }

    public string SigningName { get; }

    public string PathPrefix { get; }

    public WireProtocol Protocol => _protocol.Value;

    public FrozenDictionary<string, Handler> Handlers { get; }

    /// <summary>Where its definitions lie, whichever region a call names, when the service is the same in all regions; <see langword="null"/> when it is not.</summary>
    public string? Region { get; init; }

    /// <summary>Operations that take as long as something else takes, and change nothing in the account.</summary>
    public FrozenDictionary<string, WaitingHandler> WaitingHandlers { get; init; } = FrozenDictionary<string, WaitingHandler>.Empty;
}
