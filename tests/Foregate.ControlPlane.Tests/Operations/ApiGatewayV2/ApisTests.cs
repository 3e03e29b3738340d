// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class ApisTests
{
    private readonly HttpGround _ground = new();

    [Fact]
    public void Makes_gets_updates_and_deletes()
    {
        Assert.Matches("^[a-z0-9]{10}$", _ground.ApiId);
        var cors = new Cors { AllowOrigins = ["*"], MaxAge = 5 };
        var api = _ground.Do(Apis.UpdateApi(_ground.Account, _ground.ApiId, new Apis.UpdateApiRequest { CorsConfiguration = cors }, Ground.Context));
        Assert.Equal(("Test", cors), (api.Name, api.CorsConfiguration));
        Assert.Null(_ground.Do(Apis.DeleteCorsConfiguration(_ground.Account, _ground.ApiId, Ground.Context)).CorsConfiguration);
        Assert.Same(_ground.Api, Apis.GetApi(_ground.Account, _ground.ApiId).Done());
        _ground.Do(Apis.DeleteApi(_ground.Account, _ground.ApiId));
        Apis.GetApi(_ground.Account, _ground.ApiId).Refused(404, $"Invalid API identifier specified {_ground.ApiId}");
    }

    [Fact]
    public void Says_that_WebSocket_APIs_are_not_built() => Apis
        .CreateApi(Ground.Empty, new Apis.CreateApiRequest { Name = "w", ProtocolType = ProtocolType.WebSocket }, Ground.Context)
        .Refused(400, "Foregate cannot do this yet: WebSocket APIs.");

    [Theory]
    [InlineData("https://a.example", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("capacitor://localhost", true)]
    [InlineData("*", true)]
    [InlineData("https://*", true)]
    [InlineData("http://*", true)]
    [InlineData("https://*.example.com", false)]
    [InlineData("ftp://*", false)]
    [InlineData("https://a.example/", false)]
    [InlineData("example.com", false)]
    [InlineData("https://a b", false)]
    [InlineData("", false)]
    public void Checks_origins(string origin, bool isValid) => Assert.Equal(isValid, Apis.CheckCors(new Cors { AllowOrigins = [origin] }) is null);

    [Fact]
    public void Checks_the_rest_of_CORS()
    {
        Assert.NotNull(Apis.CheckCors(new Cors { AllowOrigins = ["*"], AllowCredentials = true }));
        Assert.Null(Apis.CheckCors(new Cors { AllowOrigins = ["https://a"], AllowCredentials = true, MaxAge = -1, AllowHeaders = ["*"], AllowMethods = ["*"] }));
        Assert.NotNull(Apis.CheckCors(new Cors { MaxAge = 86_401 }));
        Assert.NotNull(Apis.CheckCors(new Cors { MaxAge = -2 }));
        Assert.NotNull(Apis.CheckCors(new Cors { AllowHeaders = ["a b"] }));
        Assert.NotNull(Apis.CheckCors(new Cors { ExposeHeaders = ["a\r\nb"] }));
        Assert.NotNull(Apis.CheckCors(new Cors { AllowMethods = [""] }));
    }

    [Fact]
    public void Keeps_REST_and_HTTP_API_ids_apart()
    {
        var account = _ground.Account;
        var second = Apis.CreateApi(account, new Apis.CreateApiRequest { Name = "Test" }, Ground.Context).Done();
        Assert.NotEqual(_ground.ApiId, second.ApiId);
    }
}
