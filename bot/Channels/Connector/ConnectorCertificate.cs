using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>The certificate by which the bot signs in, from an operator's file.</summary>
internal static class ConnectorCertificate
{
    /// <summary>Reads a certificate with its private key.</summary>
    /// <param name="path">PEM with both, or PKCS#12.</param>
    /// <param name="password">Of the PKCS#12 file; empty for none.</param>
    /// <exception cref="CryptographicException">The file has no certificate, no key, or another password.</exception>
    /// <exception cref="IOException">The file is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static X509Certificate2 Read(string path, string password)
    {
        var isPem = File.ReadAllBytes(path).AsSpan().StartsWith("-----"u8);
        var certificate = isPem
            ? X509Certificate2.CreateFromPemFile(path)
            : X509CertificateLoader.LoadPkcs12FromFile(path, password, X509KeyStorageFlags.EphemeralKeySet);
        if (certificate.HasPrivateKey)
        {
            return certificate;
        }

        certificate.Dispose();
        throw new CryptographicException("The file has no private key.");
    }

    /// <returns>What is wrong with a file; null when it can be used.</returns>
    public static string? Fault(string path, string password)
    {
        try
        {
            Read(path, password).Dispose();
            return null;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }
}
