// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>What stands in for the pipelines behind the door.</summary>
internal static class Http2Handlers
{
    /// <summary>Reads the body and answers with a status only; a door's refusal with its own.</summary>
    public static async ValueTask StatusAsync(Exchange exchange)
    {
        exchange.Response.Status = exchange.DoorRejection?.Status ?? 200;
        if (exchange.DoorRejection is null)
        {
            BodyChunk chunk;
            while ((chunk = await exchange.RequestBody.ReadAsync()).Status == BodyStatus.Data)
            {
            }

            if (chunk.Status != BodyStatus.End)
            {
                exchange.Sink.Abort();
                return;
            }
        }

        exchange.Response.ContentLength = 0;
        exchange.Sink.Start(exchange.Response);
        await exchange.Sink.CompleteAsync();
    }
}
