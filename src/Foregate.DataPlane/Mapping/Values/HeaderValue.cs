// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>A header of the request, or of the integration's answer.</summary>
/// <param name="ofResponse">Whether the integration's answer is looked at.</param>
/// <param name="ignoreCase">REST looks a request's header up exactly as it is spelled (recorded); everything else ignores case.</param>
internal sealed class HeaderValue(byte[] name, bool ofResponse, bool ignoreCase, Multiplicity multiplicity) : MappedValue
{
    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form)
    {
        var headers = ofResponse ? exchange.IntegrationResponse.Headers : exchange.Request.Headers;
        if (headers is null)
        {
            return false;
        }

        var start = writer.Length;
        var found = false;
        for (var i = headers.IndexOf(name, ignoreCase); i >= 0; i = headers.IndexOf(name, ignoreCase, i + 1))
        {
            if (multiplicity == Multiplicity.Last)
            {
                writer.Truncate(start);
            }
            else if (found)
            {
                writer.Write((byte)',');
            }

            found = true;
            PercentEncoding.Encode(headers.Value(headers.Fields[i]), writer, form);
        }

        return found;
    }
}
