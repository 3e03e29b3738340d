// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaEvents;

public sealed class FieldGroupsTests
{
    // Few names, few hashes: collisions and repetitions both.
    [Fact]
    public void Groups_as_a_dictionary_does_whatever_the_hashes() => Gen.Select(Gen.Int[0, 60], Gen.Int[0, 3]).Array[0, 900].Sample(static fields =>
    {
        var groups = new FieldGroups();
        for (var round = 0; round < 2; round++)
        {
            groups.Clear();
            var bytes = new ByteWriter();
            var expected = new Dictionary<string, List<int>>(StringComparer.Ordinal);
            for (var i = 0; i < fields.Length; i++)
            {
                var name = "n" + fields[i].Item1;
                if (!expected.TryGetValue(name, out var values))
                {
                    expected.Add(name, values = []);
                }

                values.Add(i);
                var start = bytes.Length;
                bytes.WriteText(name);
                groups.Add(
                    bytes.Written, new ByteRange(start, bytes.Length - start), new ByteRange(i, 0), KnownHeader.Unknown, (uint)(fields[i].Item1 % 5), ignoreCase: false);
            }

            var found = new List<string>();
            for (var i = 0; i < groups.Count; i++)
            {
                if (groups.Entries[i].IsFirst)
                {
                    var chain = new List<int>();
                    for (var at = i; at >= 0; at = groups.Entries[at].Next)
                    {
                        chain.Add(groups.Entries[at].Value.Offset);
                    }

                    var name = Encoding.ASCII.GetString(groups.Entries[i].Name.In(bytes.Written));
                    Assert.Equal(expected[name], chain);
                    Assert.Equal(chain[^1], groups.Entries[groups.Entries[i].Last].Value.Offset);
                    found.Add(name);
                }
            }

            Assert.Equal(expected.Keys, found);
        }
    });

    [Fact]
    public void Names_may_differ_in_case_only()
    {
        var groups = new FieldGroups();
        var bytes = "aA"u8;
        groups.Add(bytes, new ByteRange(0, 1), default, KnownHeader.Unknown, 1, ignoreCase: true);
        groups.Add(bytes, new ByteRange(1, 1), default, KnownHeader.Unknown, 1, ignoreCase: true);
        groups.Add(bytes, new ByteRange(1, 1), default, KnownHeader.Unknown, 1, ignoreCase: false);
        Assert.Equal([true, false, true], groups.Entries.ToArray().Select(static entry => entry.IsFirst));
    }
}
