// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.DomainNames;

namespace Foregate.ControlPlane.Tests.Operations.DomainNames;

public sealed class MappingsTests
{
    private const string Name = "regional.example.com";

    private readonly DomainGround _ground = new();

    [Fact]
    public void One_mapping_has_two_names()
    {
        var mapping = _ground.Do(Mappings.CreateBasePathMapping(_ground.Account, Name, null, "(none)", "rest", null, Ground.Context));
        Assert.Equal(("", null), (mapping.ApiMappingKey, mapping.Stage));
        Assert.Same(mapping, Mappings.GetApiMapping(_ground.Account, Name, mapping.ApiMappingId).Done());
        Assert.Same(mapping, Mappings.GetBasePathMapping(_ground.Account, Name, null, "(none)").Done());
        mapping = _ground.Do(Mappings.UpdateApiMapping(_ground.Account, Name, mapping.ApiMappingId, "http", "dev", "a", Ground.Context));
        Assert.Equal("http", Mappings.GetBasePathMapping(_ground.Account, Name, null, "a").Done().ApiId);
        _ground.Do(Mappings.DeleteBasePathMapping(_ground.Account, Name, null, "a"));
        Mappings.GetApiMapping(_ground.Account, Name, mapping.ApiMappingId).Refused(404, "The api mapping resource specified in the request was not found.");
    }

    [Fact]
    public void More_than_one_level_needs_a_regional_domain_name()
    {
        Assert.Equal("a/b", _ground.Map("rest", "a/b").ApiMappingKey);
        Mappings.CreateApiMapping(_ground.Account, "*.edge.example.com", "rest", "dev", "a/b", Ground.Context)
            .Refused(400, "Mappings with more than one level need a regional domain name and the security policy TLS_1_2");
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { MultiLevelMappingsPerDomainName = 1 } };
        Assert.Equal(429, Mappings.CreateApiMapping(_ground.Account, Name, "rest", "dev", "c/d", context).Error!.StatusCode);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a$-_.+!*'()", true)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a?b", false)]
    [InlineData("\u00fc", false)]
    public void Checks_keys(string key, bool isValid) => Assert.Equal(isValid, Mappings.CreateApiMapping(_ground.Account, Name, "rest", "dev", key, Ground.Context).Error is null);

    [Fact]
    public void Checks_how_long_a_key_is()
    {
        Assert.Null(Mappings.CreateApiMapping(_ground.Account, Name, "rest", "dev", new string('a', 300), Ground.Context).Error);
        Assert.Equal(400, Mappings.CreateApiMapping(_ground.Account, Name, "rest", "dev", new string('a', 301), Ground.Context).Error!.StatusCode);
    }

    [Fact]
    public void Kinds_of_APIs_stay_apart()
    {
        Mappings.CreateApiMapping(_ground.Account, "*.edge.example.com", "http", "dev", null, Ground.Context).Refused(400, "HTTP and WebSocket APIs can only be mapped to regional domain names");
        Mappings.CreateApiMapping(_ground.Account, Name, "private", "dev", null, Ground.Context).Refused(400, "Private domain names lead to private APIs, public ones to public APIs");
        _ground.Do(Mappings.CreateBasePathMapping(_ground.Account, "private.example.com", _ground.PrivateId, null, "private", "dev", Ground.Context));
        _ground.Map("http", "h");
        _ground.Map("rest", "r");
        Assert.Equal(400, Mappings.CreateApiMapping(_ground.Account, Name, "socket", "dev", "s", Ground.Context).Error!.StatusCode);
    }

    [Fact]
    public void Keys_are_there_once()
    {
        _ground.Map("rest", "a");
        var other = _ground.Map("rest", "b");
        Mappings.UpdateApiMapping(_ground.Account, Name, other.ApiMappingId, null, null, "a", Ground.Context).Refused(409, "ApiMapping key already exists for this domain name");
        Mappings.UpdateBasePathMapping(_ground.Account, Name, null, "b", "a", "rest", null, Ground.Context).Refused(409, "Base path already exists for this domain name");
        Assert.Null(_ground.Do(Mappings.UpdateBasePathMapping(_ground.Account, Name, null, "b", "b", "rest", "", Ground.Context)).Stage);
    }
}
