// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.Handlers.Lambda;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.ControlPlane.Tests.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

public sealed class FunctionWireTests
{
    [Fact]
    public void What_asks_for_nothing_passes_however_deep_it_lies()
    {
        Assert.Null(Refuse(("VpcConfig", WireValue.Structure(("SubnetIds", WireValue.List(new List<string>())), ("Ipv6AllowedForDualStack", false))), ("KMSKeyArn", "")));
        Assert.Null(Refuse(("LoggingConfig", WireValue.Structure(("LogGroup", "/aws/lambda/f")))));
        Assert.Equal("Foregate cannot do this yet: VpcConfig in CreateFunction.", Refuse(("VpcConfig", WireValue.Structure(("Ipv6AllowedForDualStack", true))))?.Message);
        Assert.Equal("Foregate cannot do this yet: EphemeralStorage in CreateFunction.", Refuse(("EphemeralStorage", WireValue.Structure(("Size", 513L))))?.Message);
    }

    [Fact]
    public void A_page_tells_where_the_next_begins_only_where_there_is_one()
    {
        Assert.Equal("{Names=[a], NextMarker=m}", FunctionWire.Page("Names", new Page<string>(["a"], "m"), static name => name!).ToString());
        Assert.Equal("{Names=[]}", FunctionWire.Page("Names", new Page<string>([], null), static name => name!).ToString());
    }

    private static AwsError? Refuse(params (string Name, WireValue? Value)[] said) => FunctionWire.Refuse(
        new HandlerCall
        {
            Operation = ServiceModels.Lambda.Find("CreateFunction")!,
            Input = WireValue.Structure(("FunctionName", "f")).With(said),
            Account = Zips.Account(),
            Context = Zips.Context,
        },
        "FunctionName");
}
