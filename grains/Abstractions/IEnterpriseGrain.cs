namespace Qianliyan.Abstractions;

/// <summary>An enterprise (排污单位); key its code.</summary>
[Alias("qly.IEnterpriseGrain")]
public interface IEnterpriseGrain : ITwinGrain;
