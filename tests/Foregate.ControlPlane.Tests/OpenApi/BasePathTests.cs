// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;

namespace Foregate.ControlPlane.Tests.OpenApi;

public sealed class BasePathTests
{
    [Theory]
    [InlineData("/a/b/", "Ignore", "")]
    [InlineData("/a/b/", "Prepend", "/a/b")]
    [InlineData("/a/b/c", "Split", "/b/c")]
    [InlineData("/a", "Split", "")]
    [InlineData(null, "Prepend", "")]
    public void Stands_before_every_path(string? basePath, string mode, string prefix) => Assert.Equal(prefix, BasePath.Prefix(basePath, Enum.Parse<BasePathMode>(mode)));
}
