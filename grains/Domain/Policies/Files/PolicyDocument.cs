using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>A policy with the text that it was read from.</summary>
/// <param name="Policy">What rules decide by.</param>
/// <param name="Root">The sections as written, of a regional file over its base.</param>
/// <param name="Added">
/// Fields and sections that policies did not have when it was put in force, by path: here they are the shipped ones.
/// </param>
/// <param name="Extends">Whether the file extends another.</param>
public sealed record PolicyDocument(Policy Policy, PolicyMap Root, ValueList<string> Added, bool Extends)
{
    /// <summary>What is to be said of a field, at its line.</summary>
    /// <param name="path">Such as <c>limits[2].day</c>.</param>
    /// <param name="reason">Reads on after path and value: "is above 14".</param>
    public PolicyFault FaultAt(string path, string reason) => PolicyReader.FaultAt(Root, path, reason);
}
