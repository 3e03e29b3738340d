// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Iam;

public sealed class UserHandlersTests : IDisposable
{
    private readonly IamClient _iam = new();

    public void Dispose() => _iam.Dispose();

    [Fact]
    public void There_is_nobody_but_the_account()
    {
        Assert.Equal("arn:aws:iam::123456789012:root", Assert.Single(_iam.Ask("GetUser", 200)["Arn"]));
        Assert.Equal("The user with name rex cannot be found.", Assert.Single(_iam.Ask("GetUser", 404, ("UserName", "rex"))["Message"]));
    }
}
