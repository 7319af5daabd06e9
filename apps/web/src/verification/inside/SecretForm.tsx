import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";

interface SecretFormProps {
  readonly onSecret: (secret: string) => void;
}

/** Asks for the secret that a recording was saved without. It is kept nowhere but in this page's memory. */
export function SecretForm({ onSecret }: SecretFormProps) {
  const { t } = useTranslation("inside-hmac");
  const id = useId();
  const [secret, setSecret] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (secret !== "") onSecret(secret);
  };
  return (
    <form className="hmac-withheld" onSubmit={submit}>
      <h4>{t("withheld.title")}</h4>
      <p>{t("withheld.how")}</p>
      <p className="hmac-field">
        <label htmlFor={id}>{t("withheld.label")}</label>
        <input
          id={id}
          value={secret}
          maxLength={256}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={({ target }) => setSecret(target.value)}
        />
        <button type="submit" disabled={secret === ""}>
          {t("withheld.compute")}
        </button>
      </p>
    </form>
  );
}
