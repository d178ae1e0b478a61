namespace Qianliyan.Domain.Policies.Files;

/// <summary>A policy with the text that it was read from.</summary>
/// <param name="Policy">What rules decide by.</param>
/// <param name="Root">The sections as written, of a regional file over its base.</param>
public sealed record PolicyDocument(Policy Policy, PolicyMap Root);
