// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Tests;

public sealed class RequestIdsTests
{
    [Fact]
    public void The_first_id_is_a_lower_case_uuid_of_version_4_and_the_standard_variant()
    {
        var ids = new RequestIds();
        var variants = new HashSet<char>();
        for (var i = 0; i < 1_000; i++)
        {
            ids.Renew();
            var text = Encoding.ASCII.GetString(ids.Uuid);
            Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", text);
            variants.Add(text[19]);
        }

        Assert.Equal(4, variants.Count);
    }

    [Fact]
    public void The_second_id_is_fifteen_characters_of_base64_and_an_equals_sign()
    {
        var ids = new RequestIds();
        var seen = new HashSet<char>();
        for (var i = 0; i < 1_000; i++)
        {
            ids.Renew();
            var text = Encoding.ASCII.GetString(ids.Extended);
            Assert.Matches("^[A-Za-z0-9+/]{15}=$", text);
            seen.UnionWith(text);
        }

        Assert.Equal(65, seen.Count);
    }

    [Fact]
    public void Every_position_of_both_ids_varies()
    {
        var ids = new RequestIds();
        var uuids = new HashSet<byte>[36];
        var extended = new HashSet<byte>[15];
        for (var round = 0; round < 1_000; round++)
        {
            ids.Renew();
            Note(uuids, ids.Uuid);
            Note(extended, ids.Extended[..15]);
        }

        for (var i = 0; i < uuids.Length; i++)
        {
            Assert.Equal(i is 8 or 13 or 14 or 18 or 23 ? 1 : i == 19 ? 4 : 16, uuids[i].Count);
        }

        Assert.All(extended, static values => Assert.Equal(64, values.Count));

        static void Note(HashSet<byte>[] seen, ReadOnlySpan<byte> id)
        {
            for (var i = 0; i < id.Length; i++)
            {
                (seen[i] ??= []).Add(id[i]);
            }
        }
    }

    [Fact]
    public async Task No_id_comes_twice_on_any_thread()
    {
        var threads = new Task<List<string>>[4];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = Task.Factory.StartNew(
                static () =>
                {
                    var made = new List<string>();
                    var ids = new RequestIds();
                    for (var round = 0; round < 5_000; round++)
                    {
                        ids.Renew();
                        made.Add(Encoding.ASCII.GetString(ids.Uuid));
                        made.Add(Encoding.ASCII.GetString(ids.Extended));
                    }

                    return made;
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }

        var all = (await Task.WhenAll(threads)).SelectMany(static made => made).ToList();
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void New_ids_cost_no_memory()
    {
        var ids = new RequestIds();
        Assert.Equal(0, GivenRequest.Allocated(ids.Renew));
    }
}
