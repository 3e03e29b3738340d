// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Tests.Protocol.Requests;

public sealed class BodyReaderTests
{
    private static readonly Shape Document = new("D", ShapeType.Document);

    [Theory]
    [InlineData("""{"a":[1,2.5,"x",true,null,{"b":{}}]}""", "{a=[1, 2.5, x, true, null, {b={}}]}")]
    [InlineData("\"x\"", "x")]
    [InlineData("null", "null")]
    public void A_document_is_any_json(string json, string value) => Assert.Equal(value, Read(json, Document));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("// no\n1")]
    [InlineData("'a'")]
    public void What_is_no_json_is_told_with_its_place(string json) =>
        Assert.StartsWith("Could not parse request body into json: at line ", Assert.Throws<WireFormatException>(() => Read(json, Document)).Error.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1.9", ShapeType.Integer, "1")]
    [InlineData("-1.9e1", ShapeType.Long, "-19")]
    [InlineData("\"NaN\"", ShapeType.Double, "NaN")]
    internal void Numbers_are_cut_to_their_shape(string json, ShapeType type, string value) => Assert.Equal(value, Read(json, new Shape("N", type)));

    [Theory]
    [InlineData("1e30", ShapeType.Long)]
    [InlineData("1e400", ShapeType.Double)]
    [InlineData("\"nan\"", ShapeType.Double)]
    [InlineData("\"soon\"", ShapeType.Timestamp)]
    [InlineData("1e18", ShapeType.Timestamp)]
    internal void Numbers_that_do_not_fit_are_refused(string json, ShapeType type) =>
        Assert.Equal("SerializationException", Assert.Throws<WireFormatException>(() => Read(json, new Shape("N", type))).Error.Code);

    private static string Read(string json, Shape shape) => BodyReader.Read(Encoding.UTF8.GetBytes(json), shape).ToString();
}
