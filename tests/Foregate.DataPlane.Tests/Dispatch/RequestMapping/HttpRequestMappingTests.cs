// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

public sealed class HttpRequestMappingTests
{
    [Theory]
    [InlineData("overwrite:header.Authorization", "a", "Operations on header Authorization are restricted")]
    [InlineData("append:header.x-amzn-custom", "a", "Operations on header x-amzn-custom are restricted")]
    [InlineData("remove:header.X-Forwarded-For", "''", "Operations on header X-Forwarded-For are restricted")]
    [InlineData("append:header.access-control-allow-origin", "a", "restricted")]
    [InlineData("append:header.via", "a", "restricted")]
    [InlineData("set:header.a", "a", "Invalid mapping expression specified: set:header.a")]
    [InlineData("append:header.", "a", "Invalid mapping expression specified")]
    [InlineData("append:header.a b", "a", "Invalid mapping expression specified")]
    [InlineData("append:path", "a", "Invalid mapping expression specified")]
    [InlineData("overwrite:header.a", "$request.body.x", "not served yet")]
    [InlineData("overwrite:header.a", "$request.cookie.x", "Invalid mapping expression specified")]
    [InlineData("overwrite:header.a", "$response.header.x", "Invalid mapping expression specified")]
    [InlineData("overwrite:header.a", "$context.resourceId", "Invalid mapping expression specified")]
    [InlineData("overwrite:header.a", "${request.header.a", "Invalid mapping expression specified")]
    [InlineData("overwrite:header.a", "a-$request.header.b", "Write ${…} around each expression")]
    public void Faults_name_what_is_wrong(string key, string value, string problem)
    {
        var faults = new List<CompilationFault>();
        Heads.OfHttp("http://b", "GET /", [], [(key, value)], faults);
        Assert.Contains(problem, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placeholder_that_is_no_variable_of_the_route_is_a_fault()
    {
        var faults = new List<CompilationFault>();
        Heads.OfHttp("http://b/{proxy}", "GET /pets/{id}", [], [], faults);
        Assert.Contains("{proxy}", Assert.Single(faults).Message, StringComparison.Ordinal);
    }
}
