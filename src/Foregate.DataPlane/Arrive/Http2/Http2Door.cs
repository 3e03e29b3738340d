// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>The door for HTTP/2: Kestrel reads frames, streams and header blocks; this makes the canonical request of them.</summary>
internal sealed class Http2Door(GatewayOptions options, TimerWheel wheel, Admission admission, ExchangeHandler handler) : IHttpApplication<Http2Call>
{
    public GatewayOptions Options { get; } = options;

    public TimerWheel Wheel { get; } = wheel;

    public Admission Admission { get; } = admission;

    public HeaderStrings Strings { get; } = new();

    public Http2Call CreateContext(IFeatureCollection contextFeatures)
    {
        // Kestrel keeps the container with the stream it will use again.
        var container = contextFeatures as IHostContextContainer<Http2Call>;
        var call = container?.HostContext is { IsBroken: false } kept ? kept : new Http2Call(this);
        if (container is not null)
        {
            container.HostContext = call;
        }

        Admission.RequestBegun();
        call.Begin(contextFeatures);
        return call;
    }

    public Task ProcessRequestAsync(Http2Call context)
    {
        var handling = handler(context.Exchange);
        return handling.IsCompletedSuccessfully ? Task.CompletedTask : handling.AsTask();
    }

    public void DisposeContext(Http2Call context, Exception? exception)
    {
        Admission.RequestEnded();
        context.End(exception is not null);
    }
}
