// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>One step of a path; what it finds is handed to the next, or is a result.</summary>
internal abstract class PathToken
{
    private PathToken? _next;

    /// <summary>Whether it finds one value at most.</summary>
    public abstract bool IsDefinite { get; }

    public bool IsLeaf => _next is null;

    public PathToken Next => _next!;

    public PathToken Last => _next is null ? this : _next.Last;

    /// <summary>Whether all before it find one value at most: only then is what is missing not found, rather than passed over.</summary>
    protected bool IsUpstreamDefinite { get; private set; }

    public void Continue(PathToken next) => _next = next;

    /// <summary>Tells it and all that follow what came before; gives whether the whole path finds one value at most.</summary>
    public bool Bind(bool isUpstreamDefinite)
    {
        IsUpstreamDefinite = isUpstreamDefinite;
        var isDefinite = isUpstreamDefinite && IsDefinite;
        return _next is null ? isDefinite : _next.Bind(isDefinite);
    }

    /// <summary>Goes on from a value; false when the path is not found, or the evaluation has a fault.</summary>
    public abstract bool Evaluate(Value model, PathEvaluation evaluation);

    /// <summary>Whether a deep scan tries it on a value at all.</summary>
    public virtual bool IsTriedOn(Value model, PathEvaluation evaluation) => true;

    /// <summary>Hands a value on.</summary>
    protected bool Found(Value value, PathEvaluation evaluation)
    {
        if (_next is null)
        {
            return evaluation.Add(value);
        }

        if (!evaluation.Enter())
        {
            return false;
        }

        var isFound = _next.Evaluate(value, evaluation);
        evaluation.Leave();
        return isFound;
    }
}
