namespace Qianliyan.Domain.Policies.Files;

/// <summary>Where something stands in a policy file.</summary>
/// <param name="File">The file's name, such as <c>national</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public readonly record struct PolicyPlace(string File, int Line, int Column);
