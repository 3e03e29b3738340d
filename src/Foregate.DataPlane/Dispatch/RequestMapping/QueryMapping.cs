// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>One mapping of a query parameter.</summary>
internal sealed class QueryMapping
{
    /// <param name="value">What is added; null to only take the client's away.</param>
    /// <param name="replaces">Whether the client's parameters of this name are taken away.</param>
    public QueryMapping(string name, MappedValue? value, bool replaces)
    {
        Name = Encoding.UTF8.GetBytes(name);
        var encoded = new ByteWriter();
        PercentEncoding.Encode(Name, encoded, ValueForm.Query);
        EncodedName = encoded.Written.ToArray();
        Value = value;
        Replaces = replaces;
    }

    public byte[] Name { get; }

    public byte[] EncodedName { get; }

    public MappedValue? Value { get; }

    public bool Replaces { get; }
}
