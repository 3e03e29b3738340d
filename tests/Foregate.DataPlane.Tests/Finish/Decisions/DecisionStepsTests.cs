// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Decisions;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Finish.Decisions;

public sealed class DecisionStepsTests
{
    [Fact]
    public void Steps_before_the_answer_went_on_and_steps_after_were_not_run()
    {
        using var given = new GivenExchange();
        Assert.Equal(
            ["AddressTable continue", "DoorStep continue", "TestBinder continue", "FirstStep continue", "SecondStep answered", "ThirdStep not run"],
            Steps(given.Answered()));
    }

    [Fact]
    public void A_refusal_at_the_door_leaves_the_rest_unrun()
    {
        using var given = new GivenExchange();
        var exchange = given.Refused(Rejections.Rest.Throttled);
        exchange.Route.Reset();
        exchange.Stopped = new StepPosition(StepList.AtTheDoor, 0, VerdictKind.Rejected);
        Assert.Equal(["AddressTable continue", "DoorStep rejected", "TestBinder not run"], Steps(exchange));
    }

    [Fact]
    public void A_request_without_a_route_ends_at_the_binder()
    {
        using var given = new GivenExchange();
        var exchange = given.Refused(Rejections.Rest.RouteNotFound);
        exchange.Route.Reset();
        exchange.Stopped = new StepPosition(StepList.Bind, 0, VerdictKind.Rejected);
        Assert.Equal(["AddressTable continue", "DoorStep continue", "TestBinder rejected"], Steps(exchange));
    }

    [Fact]
    public void A_request_without_a_stage_ends_at_the_address()
    {
        using var given = new GivenExchange();
        var exchange = given.Arrived("GET /nowhere");
        exchange.Rejection = Rejections.Rest.UnknownStage;
        exchange.Stopped = new StepPosition(StepList.Address, 0, VerdictKind.Rejected);
        Assert.Equal(["AddressTable rejected"], Steps(exchange));
    }

    [Fact]
    public void A_malformed_head_ends_before_any_step()
    {
        using var given = new GivenExchange();
        var exchange = given.Arrived("GET /");
        exchange.Rejection = exchange.DoorRejection = Rejections.Rest.MalformedRequest;
        Assert.Equal(["RequestHead rejected"], Steps(exchange));
    }

    [Fact]
    public void A_way_gone_to_its_end_was_continued_everywhere()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        exchange.Stopped = new StepPosition(StepList.OnRoute, 3, VerdictKind.Answered);
        Assert.All(Steps(exchange), step => Assert.EndsWith(" continue", step, StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_that_threw_is_named()
    {
        using var given = new GivenExchange();
        var exchange = given.Refused(Rejections.Rest.Default5xx);
        exchange.Stopped = new StepPosition(StepList.OnRoute, 1, VerdictKind.Threw);
        Assert.Equal(
            ["AddressTable continue", "DoorStep continue", "TestBinder continue", "FirstStep continue", "SecondStep failed", "ThirdStep not run"],
            Steps(exchange));
    }

    [Fact]
    public void After_a_fault_outside_the_steps_nobody_knows_which_steps_ran()
    {
        using var given = new GivenExchange();
        var exchange = given.Refused(Rejections.Rest.Default5xx);
        exchange.Stopped = default;
        Assert.Equal(
            ["AddressTable continue", "DoorStep unknown", "TestBinder unknown", "FirstStep unknown", "SecondStep unknown", "ThirdStep unknown"],
            Steps(exchange));
    }

    private static IEnumerable<string> Steps(Exchange exchange)
    {
        var slot = new DecisionSlot
        {
            Trace = RouteTrace.Of(exchange.Stage, exchange.Route.Plan),
            Rejection = exchange.Rejection,
            StoppedList = exchange.Stopped.List,
            StoppedIndex = (ushort)exchange.Stopped.Index,
            StoppedKind = exchange.Stopped.Kind,
            IsDoorRejection = exchange.DoorRejection is not null,
        };
        return DecisionSteps.Of(slot).Select(step => step.Name + " " + step.Verdict);
    }
}
