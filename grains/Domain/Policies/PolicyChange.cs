namespace Qianliyan.Domain.Policies;

/// <summary>One thing in which two policies differ.</summary>
/// <param name="Path">The field; an item of a list goes by what tells it from its neighbours.</param>
/// <param name="Before">None where it is new.</param>
/// <param name="After">None where it is gone.</param>
/// <param name="Clause">Clause and source as the file gives them, of the later policy where it does.</param>
public sealed record PolicyChange(string Path, string? Before, string? After, string? Clause);
