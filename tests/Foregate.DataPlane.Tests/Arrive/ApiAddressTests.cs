// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class ApiAddressTests
{
    private static readonly ApiAddress s_api = new(ApiKind.Rest, "abc123", "eu-west-1", new ByteMap<StagePlan>([]), null);

    [Theory]
    [InlineData("eu-west-1.amazonaws.com", true)]
    [InlineData("EU-West-1.example.org", true)]
    [InlineData("eu-west-1.x", true)]
    [InlineData("eu-west-1.", false)]
    [InlineData("eu-west-1", false)]
    [InlineData("eu-west-12.amazonaws.com", false)]
    [InlineData("eu-west-2.amazonaws.com", false)]
    [InlineData("", false)]
    public void A_host_names_the_region_with_a_label_of_its_own(string rest, bool isIn) => Assert.Equal(isIn, s_api.IsIn(Encoding.ASCII.GetBytes(rest)));

    [Fact]
    public void The_id_is_as_hosts_and_paths_have_it() => Assert.Equal("abc123"u8.ToArray(), s_api.Id);
}
