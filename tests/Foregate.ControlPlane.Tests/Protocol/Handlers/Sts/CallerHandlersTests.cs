// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.Handlers.Sts;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.ControlPlane.Tests.Operations;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Sts;

public sealed class CallerHandlersTests
{
    [Fact]
    public void Every_key_acts_for_its_account_as_a_whole()
    {
        var result = CallerHandlers.GetIdentity(new HandlerCall
        {
            Operation = ServiceModels.Sts.Find("GetCallerIdentity")!, Input = WireValue.Empty, Account = Ground.Empty, Context = Ground.Context,
        });
        Assert.Equal("{UserId=123456789012, Account=123456789012, Arn=arn:aws:iam::123456789012:root}", result.Output.ToString());
        Assert.Same(Ground.Empty, result.Account);
    }
}
