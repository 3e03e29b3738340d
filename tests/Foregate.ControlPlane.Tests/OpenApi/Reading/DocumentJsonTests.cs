// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Texts;

namespace Foregate.ControlPlane.Tests.OpenApi.Reading;

public sealed class DocumentJsonTests
{
    [Fact]
    public void Numbers_keep_their_spelling_where_JSON_has_it()
    {
        var budget = 1000L;
        Assert.Equal("""{"a":1.0,"b":31,"c":0.5,"d":"1.0","e":true,"f":null}""", JsonText.Compact(DocumentJson.Of(Read("{a: 1.0, b: 0x1F, c: .5, d: '1.0', e: True, f: ~}"), ref budget)!));
    }

    [Fact]
    public void Aliases_cost_what_they_stand_for()
    {
        var budget = 1000L;
        Assert.Null(DocumentJson.Of(Read($"a: &a {new string('x', 300)}\nb: [*a, *a, *a]"), ref budget));
    }

    private static DocumentNode Read(string text) => DocumentReader.Read(Encoding.UTF8.GetBytes(text), "a.yaml", new DocumentLimits(), [])!;
}
