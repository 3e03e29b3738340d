// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping.Payloads;

namespace Foregate.DataPlane.Tests.Mapping.Payloads;

public sealed class BinaryMediaTypesTests
{
    [Theory]
    [InlineData("image/png", "image/png", true)]
    [InlineData("image/png", "IMAGE/PNG; q=1, text/plain", true)]
    [InlineData("image/png", "text/plain, image/png", false)]
    [InlineData("image/*", "image/webp", true)]
    [InlineData("image/*", "images/webp", false)]
    [InlineData("*/*", "", true)]
    [InlineData("image/png", "", false)]
    public void The_first_media_type_counts_without_parameters(string listed, string value, bool isBinary) =>
        Assert.Equal(isBinary, new BinaryMediaTypes([listed]).Match(Encoding.ASCII.GetBytes(value)));
}
