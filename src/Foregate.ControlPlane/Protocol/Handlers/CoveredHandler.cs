// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Handlers;

/// <summary>A handler in its table that says of itself how far its operation goes. One that says nothing is exact.</summary>
internal sealed class CoveredHandler
{
    private readonly Handler _answer;

    private CoveredHandler(Handler answer, OperationCoverage coverage, string? what)
    {
        _answer = answer;
        Coverage = coverage;
        What = what;
    }

    public OperationCoverage Coverage { get; }

    /// <summary>What is held, where it is less than all of it.</summary>
    public string? What { get; }

    /// <summary>All that the operation says is held.</summary>
    public static Handler Held(Handler answer) => new CoveredHandler(answer, OperationCoverage.Held, null).Answer;

    /// <summary>The operation is exact, but for members that are held.</summary>
    public static Handler Holding(string what, Handler answer) => new CoveredHandler(answer, OperationCoverage.Exact, what).Answer;

    /// <summary>The operation is refused, once what it names is there.</summary>
    public static Handler Absent(Handler answer) => new CoveredHandler(answer, OperationCoverage.Absent, null).Answer;

    /// <summary>How far the operation of a table's entry goes; absent when there is none.</summary>
    public static (OperationCoverage Coverage, string? What) Of(Delegate? entry) => entry switch
    {
        null => (OperationCoverage.Absent, null),
        { Target: CoveredHandler handler } => (handler.Coverage, handler.What),
        _ => (OperationCoverage.Exact, null),
    };

    private HandlerResult Answer(HandlerCall call) => _answer(call);
}
