// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Metrics;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class RestMetricNamesTests
{
    [Theory]
    [InlineData("pets", "pets")]
    [InlineData("Hündin", "Hndin")]
    [InlineData("犬", "abc123")]
    public void The_name_is_what_of_it_is_ascii(string name, string told) =>
        Assert.Equal(told, new RestMetricNames(name, "abc123", OrdinalMap.Empty<MethodSetting>()).ApiName);

    [Theory]
    [InlineData("/pets", "GET", true)]
    [InlineData("/pets", "POST", false)]
    [InlineData("/dogs", "PUT", true)]
    [InlineData("/", "GET", false)]
    [InlineData("", "GET", false)]
    public void A_method_has_its_own_setting_or_that_of_any_or_that_of_all(string path, string method, bool detailed)
    {
        var settings = OrdinalMap.Empty<MethodSetting>()
            .Add("*/*", new MethodSetting { MetricsEnabled = false })
            .Add("pets/GET", new MethodSetting { MetricsEnabled = true })
            .Add("dogs/ANY", new MethodSetting { MetricsEnabled = true });
        Assert.Equal(detailed, new RestMetricNames("pets", "abc123", settings).IsDetailed(path, method));
    }
}
