// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Texts;

namespace Foregate.ControlPlane.Tests.OpenApi.Texts;

public sealed class YamlTextTests
{
    [Fact]
    public void Is_laid_out_as_AWS_lays_it_out() => Assert.Equal(
        """
        ---
        swagger: "2.0"
        paths:
          /pets/{id}:
            get:
              tags:
              - "a"
              - b: true
                c: []
              - - 1.50
              responses:
                "200": {}
        "yes": "x: \"y\"\n"
        none: null

        """.ReplaceLineEndings("\n"),
        YamlText.Write(JsonNode.Parse(
            """{"swagger":"2.0","paths":{"/pets/{id}":{"get":{"tags":["a",{"b":true,"c":[]},[1.50]],"responses":{"200":{}}}}},"yes":"x: \"y\"\n","none":null}""")!));

    [Fact]
    public void Is_read_as_what_was_written() => Check.Sample(Gen.Int, seed =>
    {
        var tree = RandomJson.Of(new Random(seed), 4);
        foreach (var text in (string[])[YamlText.Write(tree), JsonText.Write(tree)])
        {
            var faults = new List<Fault>();
            var root = DocumentReader.Read(Encoding.UTF8.GetBytes(text), text[0] == '-' ? "a.yaml" : "a.json", new DocumentLimits(), faults);
            Assert.True(faults.Count == 0, string.Join('\n', faults) + "\n" + text);
            var budget = DocumentJson.Limit;
            Assert.Equal(JsonText.Compact(tree), JsonText.Compact(DocumentJson.Of(root!, ref budget)!));
        }
    });
}
