using System.Diagnostics;

namespace Qianliyan.Abstractions;

/// <summary>What work that goes on by itself takes along of the trace that brought it about.</summary>
public static class TracedCause
{
    /// <summary>What is under way and traced; default where nothing is.</summary>
    public static ActivityContext Current => Activity.Current is { Recorded: true } current ? current.Context : default;
}
