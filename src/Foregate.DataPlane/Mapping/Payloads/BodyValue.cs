// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Payloads;

/// <summary>The whole body of the request, or of the integration's answer. It was read whole before; an empty one is a missing source.</summary>
internal sealed class BodyValue(bool ofResponse) : MappedValue
{
    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form)
    {
        var body = ofResponse ? exchange.IntegrationResponse.Whole : exchange.WholeBody;
        PercentEncoding.Encode(body.Span, writer, form);
        return !body.IsEmpty;
    }
}
