// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Tests.Protocol.Requests;

public sealed class ScalarReaderTests
{
    [Theory]
    [InlineData("true", ShapeType.Boolean, "true")]
    [InlineData("-7", ShapeType.Integer, "-7")]
    [InlineData("9223372036854775807", ShapeType.Long, "9223372036854775807")]
    [InlineData("1.5e3", ShapeType.Double, "1500")]
    [InlineData("-Infinity", ShapeType.Float, "-Infinity")]
    [InlineData("YQ==", ShapeType.Blob, "YQ==")]
    [InlineData(" x ", ShapeType.String, " x ")]
    internal void Texts_become_what_their_shape_says(string text, ShapeType type, string value) =>
        Assert.Equal(value, ScalarReader.Read(text, new Shape("S", type), TimestampFormat.Iso8601).ToString());

    [Theory]
    [InlineData("TRUE", ShapeType.Boolean)]
    [InlineData("2147483648", ShapeType.Integer)]
    [InlineData("1.0", ShapeType.Integer)]
    [InlineData(" 1", ShapeType.Long)]
    [InlineData("1e999", ShapeType.Double)]
    [InlineData("Y", ShapeType.Blob)]
    [InlineData("2019-12-16", ShapeType.Timestamp)]
    internal void Texts_that_are_not_are_refused(string text, ShapeType type) =>
        Assert.Equal("SerializationException", Assert.Throws<WireFormatException>(() => ScalarReader.Read(text, new Shape("S", type), TimestampFormat.Iso8601)).Error.Code);
}
