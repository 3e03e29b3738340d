// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Tests;

public sealed class RequestIdsTests
{
    [Fact]
    public void A_request_id_is_a_random_uuid_in_lower_case()
    {
        var ids = new RequestIds();
        for (var n = 0; n < 1000; n++)
        {
            ids.Renew();
            Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", Encoding.ASCII.GetString(ids.Uuid));
            Assert.Matches("^[A-Za-z0-9+/]{15}=$", Encoding.ASCII.GetString(ids.Extended));
        }
    }

    [Fact]
    public async Task No_two_threads_make_the_same()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            var ids = new RequestIds();
            var all = new List<string>();
            for (var n = 0; n < 5000; n++)
            {
                ids.Renew();
                all.Add(Encoding.ASCII.GetString(ids.Uuid));
                all.Add(Encoding.ASCII.GetString(ids.Extended));
            }

            return all;
        })));
        Assert.Equal(8 * 10_000, made.SelectMany(all => all).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_bit_that_may_vary_varies()
    {
        var ids = new RequestIds();
        var seen = new HashSet<byte>[36];
        for (var n = 0; n < 2000; n++)
        {
            ids.Renew();
            for (var i = 0; i < 36; i++)
            {
                (seen[i] ??= []).Add(ids.Uuid[i]);
            }
        }

        for (var i = 0; i < 36; i++)
        {
            Assert.Equal(i is 8 or 13 or 18 or 23 or 14 ? 1 : i == 19 ? 4 : 16, seen[i].Count);
        }
    }
}
