// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaPermissions;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaPermissions;

public sealed class InvokedFunctionTests
{
    [Fact]
    public void Is_the_one_of_the_URI()
    {
        var faults = new List<CompilationFault>();
        var found = InvokedFunction.Find(FunctionBehind.Uri, "GET /", Sample.Compilation(ApiKind.Rest, faults));
        Assert.Empty(faults);
        Assert.Equal(("pets", null), (found!.Value.Name!.Name, found.Value.Error));
    }

    [Fact]
    public void A_URI_that_names_none_is_a_fault_and_one_with_variables_an_error_of_its_stage()
    {
        var faults = new List<CompilationFault>();
        Assert.Null(InvokedFunction.Find("http://b", "GET /", Sample.Compilation(ApiKind.Rest, faults)));
        Assert.Single(faults);
        var ofStage = InvokedFunction.Find("${stageVariables.uri}", "GET /", Sample.Compilation(ApiKind.Rest, faults));
        Assert.Single(faults);
        Assert.NotNull(ofStage!.Value.Error);
    }

    [Fact]
    public void Where_nobody_runs_functions_it_is_a_fault()
    {
        var faults = new List<CompilationFault>();
        using var ledgers = new Ledgers(Sample.Options);
        InvokedFunction.Find(FunctionBehind.Uri, "GET /", GivenRequest.Compilation(ApiKind.Rest, faults, ledgers: ledgers));
        Assert.Contains("Nobody runs Lambda functions here, pets among them", Assert.Single(faults).Message, StringComparison.Ordinal);
    }
}
